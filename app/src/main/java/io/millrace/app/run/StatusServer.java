package io.millrace.app.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.millrace.app.Json;
import io.millrace.app.UserException;
import io.millrace.topology.runtime.StreamsInstance;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Answers GET on {@code /metrics} (Prometheus), {@code /health} (alive, and how models fare),
 * {@code /models} (the same as JSON), {@code /ready} (state is restored, work goes on) and {@code
 * /} (what there is). Loopback unless configured otherwise.
 */
final class StatusServer implements AutoCloseable {
  private static final int THREADS = 2;
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final int METHOD_NOT_ALLOWED = 405;
  private static final int UNAVAILABLE = 503;
  private static final String PLAIN = "text/plain; charset=utf-8";
  private static final String JSON = "application/json";
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";
  private static final String INDEX =
      """
      Millrace
      /metrics  counters and timers for Prometheus; docs/metrics.md names them
      /health   200 while the applications are alive, whatever the models do; names both
      /models   how each model fares, as JSON
      /ready    200 once state is restored and work goes on
      How far behind the pipeline is: millrace lag
      """;

  private final HttpServer server;
  private final ExecutorService executor =
      Executors.newFixedThreadPool(THREADS, StatusServer::thread);

  /**
   * @param models tells how models fare now
   */
  StatusServer(
      String host,
      int port,
      PrometheusMeterRegistry registry,
      StreamsInstance instance,
      Supplier<List<ModelState>> models) {
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
    server.createContext(
        "/",
        exchange ->
            answer(
                exchange,
                exchange.getRequestURI().getPath().equals("/") ? OK : NOT_FOUND,
                PLAIN,
                INDEX));
    server.createContext(
        "/metrics", exchange -> answer(exchange, OK, PROMETHEUS, registry.scrape()));
    server.createContext(
        "/health",
        exchange ->
            answer(
                exchange,
                instance.isAlive() ? OK : UNAVAILABLE,
                PLAIN,
                (instance.isAlive() ? "ok\n" : "failed\n") + lines(models.get())));
    server.createContext(
        "/models",
        exchange ->
            answer(
                exchange,
                OK,
                JSON,
                Json.write(models.get().stream().map(ModelState::document).toList())));
    server.createContext("/ready", exchange -> answer(exchange, instance.isReady()));
  }

  private static String lines(List<ModelState> models) {
    return models.stream().map(model -> model.line() + "\n").collect(Collectors.joining());
  }

  void start() {
    server.start();
  }

  private static void answer(HttpExchange exchange, boolean isWell) throws IOException {
    answer(exchange, isWell ? OK : UNAVAILABLE, PLAIN, isWell ? "ok\n" : "not yet\n");
  }

  private static void answer(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    try (exchange) {
      boolean isGet = exchange.getRequestMethod().equals("GET");
      byte[] bytes = body.getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(isGet ? status : METHOD_NOT_ALLOWED, isGet ? bytes.length : -1);
      if (isGet) {
        exchange.getResponseBody().write(bytes);
      }
    }
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
