package io.millrace.app.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** A Connect worker by the script of its image, as a plain process on loopback. */
final class ConnectWorker implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(90);

  private final HttpClient http = HttpClient.newHttpClient();
  private final int port = EncryptedBroker.freePort();
  private final Path log;
  private final Process process;

  private ConnectWorker(Path folder, Map<String, String> variables) throws IOException {
    this.log = folder.resolve("worker.log");
    ProcessBuilder builder =
        new ProcessBuilder(archive(folder).resolve("bin/connect-worker").toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    Map<String, String> environment = builder.environment();
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("TMPDIR", folder.toString());
    environment.put("MILLRACE_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1");
    environment.put("MILLRACE_CONNECT_PORT", Integer.toString(port));
    environment.put("MILLRACE_CONNECT_HOST", "127.0.0.1");
    environment.putAll(variables);
    process = builder.start();
  }

  /**
   * Starts one and does not wait for it.
   *
   * @param folder for its archive, its settings and its log
   * @param variables what a user names: the home, Kafka and how to enter it
   */
  static ConnectWorker start(Path folder, Map<String, String> variables) throws IOException {
    return new ConnectWorker(folder, variables);
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  /** Returns once it serves and knows Debezium's connector. */
  void awaitAnswer() {
    Awaitility.await()
        .atMost(LIMIT)
        .untilAsserted(
            () -> assertThat(answers()).as(() -> "the worker's log:\n" + log()).isTrue());
  }

  private boolean answers() throws InterruptedException {
    try {
      return get("/connector-plugins").contains("PostgresConnector");
    } catch (IOException e) {
      return false;
    }
  }

  /** What it answers to a GET, whatever the status. */
  String get(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url() + path)).build();
    return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As the release archive is laid out. */
  private static Path archive(Path folder) throws IOException {
    Path archive = folder.resolve("archive");
    Files.createDirectories(archive.resolve("parts"));
    Files.createDirectories(archive.resolve("bin"));
    Path root = ComposeFile.ROOT;
    Files.copy(root.resolve("deploy/bin/connect-worker"), archive.resolve("bin/connect-worker"));
    link(archive, "parts/kafka", root.resolve("parts/kafka/target/lib"));
    Path plugins = Files.createDirectories(archive.resolve("parts/plugins"));
    link(plugins, "debezium", root.resolve("parts/plugins/target/plugins/debezium"));
    link(plugins, "millrace-sink", root.resolve("sink/target/plugin/millrace-sink"));
    Path shared = root.resolve("stack/src/main/resources/io/millrace/stack/parts");
    for (String file : List.of("connect-worker.properties", "part-logback.xml")) {
      link(archive, "parts/" + file, shared.resolve(file));
    }
    return archive;
  }

  private static void link(Path folder, String name, Path target) throws IOException {
    Files.createSymbolicLink(folder.resolve(name), target);
  }

  @Override
  public void close() {
    JdkPrograms.end(process);
  }
}
