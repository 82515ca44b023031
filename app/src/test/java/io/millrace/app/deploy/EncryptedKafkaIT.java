package io.millrace.app.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.app.progress.TopicReader;
import io.millrace.stack.parts.KafkaProbe;
import io.millrace.topology.runtime.MillraceConfig;
import io.millrace.topology.runtime.PassedOn;
import io.millrace.topology.runtime.StreamsProperties;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
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
    Map<String, String> variables = broker.variables(folder);
    variables.put("MILLRACE_HOME", folder.toString());
    try (ConnectWorker worker = ConnectWorker.start(folder, variables)) {
      worker.awaitAnswer();

      assertThat(worker.log()).doesNotContain(EncryptedBroker.PASSWORD, JdkPrograms.STORE_PASSWORD);
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
