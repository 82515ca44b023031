package io.millrace.app.run;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.millrace.app.Json;
import io.millrace.app.UserException;
import io.millrace.app.status.PageFiles;
import io.millrace.app.status.StatusData;
import io.millrace.app.status.StatusToken;
import io.millrace.topology.runtime.InstanceHealth;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * Answers GET on {@code /} (the status page) and {@code /status.json} (what it shows), and what
 * {@link FailurePages} say, for all of which a token may be needed; GET on {@code /metrics}
 * (Prometheus), {@code /models} (how models fare) and where probes ask ({@link HealthPage}).
 * Loopback unless configured otherwise.
 */
final class StatusServer implements AutoCloseable {
  private static final int THREADS = 2;
  private static final String JSON = "application/json";
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

  private final HttpServer server;
  private final ExecutorService executor =
      Executors.newFixedThreadPool(THREADS, StatusServer::thread);

  /**
   * What the answers tell; threadsafe.
   *
   * @param instance how the applications fare now
   * @param models tells how models fare now
   */
  record Health(Supplier<InstanceHealth> instance, Supplier<List<ModelState>> models) {}

  StatusServer(
      String host,
      int port,
      PrometheusMeterRegistry registry,
      Health health,
      StatusData data,
      Optional<FailureDesk> failures,
      StatusToken token) {
    try {
      server = HttpServer.create(new InetSocketAddress(host, port), 0);
    } catch (IOException e) {
      throw UserException.failure(
          "Cannot listen on "
              + host
              + ":"
              + port
              + " for the status page ("
              + e.getMessage()
              + "); choose another millrace.status.port.",
          e);
    }
    server.setExecutor(executor);
    pages(data, token);
    failures.ifPresent(desk -> failures(new FailurePages(desk, token)));
    server.createContext(
        "/metrics", exchange -> StatusAnswer.ok(PROMETHEUS, registry.scrape()).send(exchange));
    HealthPage.addTo(server, health);
    server.createContext(
        "/models", exchange -> StatusAnswer.ok(JSON, Json.write(documents(health))).send(exchange));
  }

  private void pages(StatusData data, StatusToken token) {
    PageFiles.all()
        .forEach(
            (path, file) ->
                server.createContext(
                    path,
                    exchange ->
                        guarded(exchange, path, token, () -> StatusAnswer.ok(file))
                            .send(exchange)));
    server.createContext(
        "/status.json",
        exchange -> {
          StatusQuery query = StatusQuery.of(exchange.getRequestURI().getRawQuery());
          guarded(
                  exchange,
                  "/status.json",
                  token,
                  () ->
                      StatusAnswer.ok(
                          JSON, Json.write(data.document(query.since(), query.partitions()))))
              .send(exchange);
        });
  }

  private void failures(FailurePages pages) {
    server.createContext(FailurePages.LIST, pages::list);
    server.createContext(FailurePages.RETRY, pages::retry);
  }

  /** A context also gets what is below its path; of that there is nothing. */
  private static StatusAnswer guarded(
      HttpExchange exchange, String path, StatusToken token, Supplier<StatusAnswer> answer) {
    if (!exchange.getRequestURI().getPath().equals(path)) {
      return StatusAnswer.notFound();
    }
    return token.admits(exchange.getRequestHeaders().getFirst("Authorization"))
        ? answer.get()
        : StatusAnswer.unauthorized();
  }

  private static List<?> documents(Health health) {
    return health.models().get().stream().map(ModelState::document).toList();
  }

  /** Where it listens. */
  int port() {
    return server.getAddress().getPort();
  }

  void start() {
    server.start();
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "millrace-status");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void close() {
    server.stop(0);
    executor.shutdown();
  }
}
