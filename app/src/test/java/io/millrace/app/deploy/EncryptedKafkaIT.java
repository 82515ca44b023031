package io.millrace.app.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.app.progress.TopicReader;
import io.millrace.stack.parts.KafkaProbe;
import io.millrace.topology.runtime.MillraceConfig;
import io.millrace.topology.runtime.PassedOn;
import io.millrace.topology.runtime.StreamsProperties;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All kinds of clients enter a broker that asks for TLS and a password. */
class EncryptedKafkaIT {
  private static final Duration LIMIT = Duration.ofSeconds(90);
  @TempDir private static Path folder;

  @SuppressWarnings("NullAway.Init") // set before the first test
  private static EncryptedBroker broker;

  @BeforeAll
  static void startBroker() throws Exception {
    broker = EncryptedBroker.start(Files.createDirectories(folder.resolve("kafka")));
    try (Admin admin = Admin.create(broker.access().properties())) {
      admin
          .createTopics(
              List.of(new NewTopic("in", 1, (short) 1), new NewTopic("out", 1, (short) 1)))
          .all()
          .get(30, TimeUnit.SECONDS);
    }
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @Test
  void shouldNotEnterWithAnotherPassword() {
    assertThat(KafkaProbe.answers(broker.access("guessed"))).isFalse();
    assertThat(KafkaProbe.answers(broker.access())).isTrue();
  }

  /** With the applications' own properties: exactly-once, so consumer, producer and admin enter. */
  @Test
  void shouldRunTheEngineAndReadWhatItWrote() {
    Topology topology = new Topology();
    topology.addSource("read", "in").addSink("write", "out", "read");

    try (KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(
                broker.access().properties(),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        KafkaStreams streams = new KafkaStreams(topology, properties());
        TopicReader reader = new TopicReader(broker.access())) {
      streams.start();
      var unused = producer.send(new ProducerRecord<>("in", new byte[] {1}, new byte[] {2}));

      Awaitility.await().atMost(LIMIT).until(() -> reader.readAll("out").size() == 1);
    }
  }

  /** The script of the image of Connect, as a plain process. */
  @Test
  void shouldRunAWorkerOutOfTheArchive() throws Exception {
    Path archive = archive();
    int port = EncryptedBroker.freePort();
    ProcessBuilder builder =
        new ProcessBuilder(archive.resolve("bin/connect-worker").toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("worker.log").toFile());
    Map<String, String> environment = builder.environment();
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("TMPDIR", folder.toString());
    environment.put("MILLRACE_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1");
    environment.put("MILLRACE_HOME", folder.toString());
    environment.put("MILLRACE_BOOTSTRAP_SERVERS", broker.bootstrapServers());
    environment.put("MILLRACE_CONNECT_PORT", Integer.toString(port));
    environment.put("MILLRACE_CONNECT_HOST", "127.0.0.1");
    secrets(environment);
    Process worker = builder.start();
    try {
      Awaitility.await()
          .atMost(LIMIT)
          .untilAsserted(
              () ->
                  assertThat(answers(port))
                      .as(() -> "the worker's log:\n" + log(folder.resolve("worker.log")))
                      .isTrue());
      assertThat(Files.readString(folder.resolve("worker.log")))
          .doesNotContain(EncryptedBroker.PASSWORD);
    } finally {
      worker.destroy();
      assertThat(worker.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }
  }

  private static String log(Path file) {
    try {
      return Files.readString(file);
    } catch (java.io.IOException e) {
      return e.toString();
    }
  }

  /** The login in a file, the rest in variables. */
  private static void secrets(Map<String, String> environment) throws Exception {
    for (Map.Entry<String, String> setting : broker.client(EncryptedBroker.PASSWORD).entrySet()) {
      String variable =
          "MILLRACE_KAFKA_" + setting.getKey().toUpperCase(Locale.ROOT).replace('.', '_');
      if (setting.getKey().equals("sasl.jaas.config")) {
        Path file = Files.writeString(folder.resolve("jaas"), setting.getValue() + "\n");
        environment.put(variable + "_FILE", file.toString());
      } else {
        environment.put(variable, setting.getValue());
      }
    }
  }

  private static Path archive() throws Exception {
    Path archive = folder.resolve("archive");
    Files.createDirectories(archive.resolve("parts"));
    Path root = ComposeFile.ROOT;
    Files.createDirectories(archive.resolve("bin"));
    Files.copy(root.resolve("deploy/bin/connect-worker"), archive.resolve("bin/connect-worker"));
    link(archive, "parts/kafka", root.resolve("parts/kafka/target/lib"));
    link(archive, "parts/plugins", root.resolve("parts/plugins/target/plugins"));
    Path shared = root.resolve("stack/src/main/resources/io/millrace/stack/parts");
    for (String file : List.of("connect-worker.properties", "part-logback.xml")) {
      link(archive, "parts/" + file, shared.resolve(file));
    }
    return archive;
  }

  private static void link(Path archive, String name, Path target) throws Exception {
    Files.createSymbolicLink(archive.resolve(name), target);
  }

  private static boolean answers(int port) throws InterruptedException {
    URI page = URI.create("http://127.0.0.1:" + port + "/connector-plugins");
    try {
      HttpResponse<String> response =
          HttpClient.newHttpClient()
              .send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString());
      return response.statusCode() == 200 && response.body().contains("PostgresConnector");
    } catch (java.io.IOException e) {
      return false;
    }
  }

  private static Properties properties() {
    Map<String, String> settings = new HashMap<>();
    settings.put(MillraceConfig.PLAN, "plan.yaml");
    settings.put(MillraceConfig.BOOTSTRAP_SERVERS, broker.bootstrapServers());
    settings.put(MillraceConfig.REGISTRY_URL, "http://127.0.0.1:1");
    settings.put(MillraceConfig.PLACEHOLDER, "a placeholder of some length");
    settings.put(MillraceConfig.STATE_DIRECTORY, folder.resolve("state").toString());
    broker
        .client(EncryptedBroker.PASSWORD)
        .forEach((key, value) -> settings.put(PassedOn.KAFKA.prefix() + key, value));
    Properties properties = StreamsProperties.of(new MillraceConfig(settings), "encrypted");
    properties.put(
        "default.key.serde", "org.apache.kafka.common.serialization.Serdes$ByteArraySerde");
    properties.put(
        "default.value.serde", "org.apache.kafka.common.serialization.Serdes$ByteArraySerde");
    return properties;
  }
}
