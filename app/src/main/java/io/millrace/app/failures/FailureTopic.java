package io.millrace.app.failures;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.app.UserException;
import io.millrace.app.local.Installation;
import io.millrace.app.local.Registry;
import io.millrace.app.progress.TopicReader;
import io.millrace.schemas.Failure;
import io.millrace.schemas.serde.RegistrySerdes;
import io.millrace.schemas.serde.RegistrySettings;
import io.millrace.stack.KafkaAccess;
import io.millrace.stack.PartName;
import io.millrace.stack.PartState;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The topic that lists failures: the latest record of each key counts. Not threadsafe. */
public final class FailureTopic {
  private final KafkaAccess kafka;
  private final RegistrySettings registry;
  private final String topic;

  FailureTopic(KafkaAccess kafka, RegistrySettings registry, String topic) {
    this.kafka = kafka;
    this.registry = registry;
    this.topic = topic;
  }

  /**
   * The topic of an installation.
   *
   * @throws UserException if Kafka or the registry does not run
   */
  public static FailureTopic of(Installation installation) {
    boolean isRunning =
        installation.stack().status().stream()
            .filter(part -> part.name() == PartName.KAFKA || part.name() == PartName.REGISTRY)
            .allMatch(part -> part.state() == PartState.RUNNING);
    if (!isRunning) {
      throw UserException.failure(
          "The failure list is in Kafka, which does not run; start it with 'millrace up'.");
    }
    return new FailureTopic(
        installation.environment().kafka(),
        Registry.settings(installation.environment()),
        installation.names().failuresTopic());
  }

  /** What is on the list, in no order. */
  List<FailureEntry> read() {
    Map<String, Failure> latest = new LinkedHashMap<>();
    try (TopicReader reader = new TopicReader(kafka);
        Deserializer<Failure> deserializer =
            new RegistrySerdes(registry)
                .<Failure>specific(Failure.getClassSchema())
                .deserializer()) {
      for (ConsumerRecord<byte[], byte[]> record : reader.readAll(topic)) {
        String key = new String(record.key(), UTF_8);
        if (record.value() == null) {
          latest.remove(key);
        } else {
          latest.put(key, deserializer.deserialize(topic, record.value()));
        }
      }
    }
    return latest.entrySet().stream()
        .map(entry -> new FailureEntry(entry.getKey(), entry.getValue()))
        .toList();
  }

  /** Takes entries off the list. */
  void remove(Collection<FailureEntry> entries) {
    Map<String, Object> properties = kafka.properties();
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer())) {
      for (FailureEntry entry : entries) {
        // What does not arrive stays on the list, and the next retry finds it again.
        var unused = producer.send(new ProducerRecord<>(topic, entry.recordKey(), null));
      }
    }
  }
}
