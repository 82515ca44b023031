package io.millrace.app.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The scripts of the release archive and the images, as plain processes, with a java that only
 * tells.
 */
class ScriptsTest {
  @TempDir private Path archive;

  private record Result(int code, String output) {}

  @BeforeEach
  void unpack() throws IOException {
    Files.createDirectories(archive.resolve("bin"));
    for (String script : List.of("millrace", "connect-worker", "answers")) {
      Files.copy(
          ComposeFile.ROOT.resolve("deploy/bin").resolve(script),
          archive.resolve("bin").resolve(script));
    }
    Path resources = ComposeFile.ROOT.resolve("stack/src/main/resources/io/millrace/stack/parts");
    Files.createDirectories(archive.resolve("parts"));
    Files.copy(
        resources.resolve("connect-worker.properties"),
        archive.resolve("parts/connect-worker.properties"));
    java("17");
  }

  @Test
  void shouldRunTheCommandOutOfTheArchive() throws Exception {
    Result result = run(Map.of(), "millrace", "status", "--json");

    assertThat(result.code()).isZero();
    assertThat(result.output())
        .contains("-cp " + archive.resolve("lib") + "/* io.millrace.app.Main status --json")
        .contains("parts=" + archive.resolve("parts"));
  }

  @Test
  void shouldRunTheApplicationsWithTheirBoundOfMemoryAndTheirLog() throws Exception {
    Result result = run(Map.of("MILLRACE_HEAP", "900m"), "millrace", "run");

    assertThat(result.output())
        .contains("-Xmx900m")
        .contains("-XX:+ExitOnOutOfMemoryError")
        .contains("-Dmillrace.log.level=INFO")
        .doesNotContain("TieredStopAtLevel");
  }

  @Test
  void shouldPassOverAJavaThatIsTooOld() throws Exception {
    java("11");

    Result result = run(Map.of(), "millrace", "status", "--json");

    // Another one of this machine may be found instead; that has no archive to run.
    assertThat(result.code()).isNotZero();
    assertThat(result.output()).doesNotContain("parts=");
  }

  @Test
  void shouldGiveTheWorkerItsSettingsAndWhatKafkaAsksFor() throws Exception {
    Path secret =
        Files.writeString(
            archive.resolve("jaas"), "org.example.Login required\n password=\"a\\b\";\n");

    Result result =
        run(
            Map.of(
                "MILLRACE_BOOTSTRAP_SERVERS", "broker:9093",
                "MILLRACE_HOME", archive.resolve("home").toString(),
                "MILLRACE_CONNECT_HOST", "connect",
                "MILLRACE_INTERNAL_REPLICATION_FACTOR", "3",
                "MILLRACE_KAFKA_SECURITY_PROTOCOL", "SASL_SSL",
                "MILLRACE_KAFKA_SASL_MECHANISM", "",
                "MILLRACE_KAFKA_SASL_JAAS_CONFIG_FILE", secret.toString()),
            "connect-worker");

    java.util.Properties settings = new java.util.Properties();
    settings.load(Files.newBufferedReader(archive.resolve("given.properties")));
    assertThat(result.code()).isZero();
    assertThat(result.output()).contains("org.apache.kafka.connect.cli.ConnectDistributed");
    assertThat(settings)
        .containsEntry("bootstrap.servers", "broker:9093")
        .containsEntry("group.id", "millrace-connect")
        .containsEntry("offset.storage.replication.factor", "3")
        .containsEntry("plugin.path", archive.resolve("parts/plugins").toString())
        .containsEntry(
            "config.providers.file.param.allowed.paths",
            archive.resolve("home/secrets/connect").toString())
        .containsEntry("producer.security.protocol", "SASL_SSL")
        .containsEntry("sasl.jaas.config", "org.example.Login required  password=\"a\\b\";")
        .containsEntry("admin.sasl.jaas.config", "org.example.Login required  password=\"a\\b\";")
        .doesNotContainKey("sasl.mechanism");
    assertThat(result.output()).doesNotContain("a\\b");
  }

  @Test
  void shouldSayWhatTheWorkerLacks() throws Exception {
    Result result = run(Map.of("MILLRACE_HOME", archive.toString()), "connect-worker");

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.output()).contains("connect-worker: MILLRACE_BOOTSTRAP_SERVERS is not set.");
  }

  @Test
  void shouldTellHealthByTheAnswer() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/good", exchange -> exchange.sendResponseHeaders(200, -1));
    server.createContext("/bad", exchange -> exchange.sendResponseHeaders(503, -1));
    server.start();
    String port = Integer.toString(server.getAddress().getPort());
    try {
      assertThat(run(Map.of(), "answers", port, "/good").code()).isZero();
      assertThat(run(Map.of(), "answers", port, "/bad").code()).isNotZero();
    } finally {
      server.stop(0);
    }
    assertThat(run(Map.of(), "answers", port, "/good").code()).isNotZero();
  }

  /**
   * Tells its version where it is asked, else its arguments, and keeps the settings of a worker.
   */
  private void java(String version) throws IOException {
    Path java = archive.resolve("jdk/bin/java");
    Files.createDirectories(archive.resolve("jdk/bin"));
    Files.writeString(
        java,
        """
        #!/usr/bin/env bash
        if [[ $1 == -XshowSettings* ]]; then echo "    java.specification.version = %s" >&2; exit; fi
        echo "$@"
        echo "parts=${MILLRACE_PARTS:-}"
        for last; do :; done
        if [[ -f $last ]]; then cp "$last" "%s/given.properties"; fi
        """
            .formatted(version, archive));
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Result run(Map<String, String> environment, String script, String... arguments)
      throws Exception {
    List<String> command =
        new ArrayList<>(List.of(archive.resolve("bin").resolve(script).toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("MILLRACE_"));
    builder.environment().put("JAVA_HOME", archive.resolve("jdk").toString());
    builder.environment().put("TMPDIR", archive.toString());
    builder.environment().putAll(environment);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return new Result(process.exitValue(), output);
  }
}
