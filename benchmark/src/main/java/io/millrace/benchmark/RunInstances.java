package io.millrace.benchmark;

import io.millrace.stack.process.Probe;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Several {@code millrace run} side by side, with one state directory. */
final class RunInstances implements AutoCloseable {
  private static final long START_SECONDS = 180;
  private static final long STOP_SECONDS = 90;
  private static final String MODEL_CALLS = "millrace_model_calls_total";

  private final OwnParts parts;
  private final List<Process> processes = new ArrayList<>();
  private final List<Integer> ports = new ArrayList<>();
  private final Each each;

  private RunInstances(OwnParts parts, Each each) {
    this.parts = parts;
    this.each = each;
  }

  /**
   * What holds for each instance.
   *
   * @param calls of the model that it has under way at most
   * @param batch texts of a call at most
   * @param standbys of each piece of state, on other instances
   */
  record Each(int calls, int batch, int standbys) {}

  /** Returns when all of them work. */
  static RunInstances start(OwnParts parts, int count, Each each) throws Exception {
    RunInstances instances = new RunInstances(parts, each);
    for (int number = 0; number < count; number++) {
      int port = freePort();
      instances.ports.add(port);
      instances.processes.add(instances.process(port, count));
    }
    for (int port : instances.ports) {
      instances.awaitReady(port);
    }
    return instances;
  }

  /** Kills one of them. */
  void kill(int number) throws InterruptedException {
    processes.get(number).destroyForcibly().waitFor();
  }

  /** Has one of them end by itself. */
  void stop(int number) throws InterruptedException {
    processes.get(number).destroy();
    processes.get(number).waitFor();
  }

  /** Starts one that has ended; returns when it works. */
  void startAgain(int number) throws Exception {
    processes.set(number, process(ports.get(number), ports.size()));
    awaitReady(ports.get(number));
  }

  private Process process(int port, int count) throws IOException {
    Path home = parts.stack().settings().home().root();
    Map<String, String> variables =
        Map.of(
            "MILLRACE_STANDBY_REPLICAS_COUNT",
            Integer.toString(each.standbys()),
            "MILLRACE_PLAN_FILE",
            home.resolve("data/instances.yaml").toString(),
            "MILLRACE_UNAVAILABLE_VALUE_PLACEHOLDER_FILE",
            home.resolve("secrets/unavailable-value-placeholder").toString(),
            "MILLRACE_STATE_DIRECTORY",
            home.resolve("data/instances").toString(),
            "MILLRACE_INSTANCE_ID",
            "auto",
            "MILLRACE_STATUS_PORT",
            Integer.toString(port),
            "MILLRACE_STREAM_THREADS_COUNT",
            "2",
            "MILLRACE_PROVIDER_INSTANCES_COUNT",
            Integer.toString(count),
            "MILLRACE_EMBEDDING_BATCH_SIZE",
            Integer.toString(each.batch()),
            "MILLRACE_EMBEDDING_CONCURRENT_REQUESTS_COUNT",
            Integer.toString(each.calls()));
    Path log = parts.stack().settings().home().logs().resolve("instance-" + port + ".log");
    return parts.process(variables, log, "run");
  }

  private void awaitReady(int port) throws InterruptedException {
    long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (!Probe.succeeds(URI.create("http://127.0.0.1:" + port + "/ready"))) {
      if (System.nanoTime() > limit) {
        throw new IllegalStateException("An instance does not start; see its log.");
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
  }

  /** Of all of them, since their start. */
  Duration processorTime() {
    return processes.stream()
        .flatMap(process -> process.info().totalCpuDuration().stream())
        .reduce(Duration.ZERO, Duration::plus);
  }

  /** Model calls of each since its start. */
  List<Long> calls() throws IOException, InterruptedException {
    List<Long> calls = new ArrayList<>();
    for (int port : ports) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics")).build();
      String page =
          HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
      calls.add(
          (long)
              page.lines()
                  .filter(line -> line.startsWith(MODEL_CALLS))
                  .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                  .sum());
    }
    return calls;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    processes.forEach(Process::destroy);
    for (Process process : processes) {
      try {
        if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
          process.destroyForcibly();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        process.destroyForcibly();
      }
    }
  }
}
