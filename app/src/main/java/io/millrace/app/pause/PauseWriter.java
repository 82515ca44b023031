package io.millrace.app.pause;

import io.millrace.app.UserException;
import io.millrace.schemas.Names;
import io.millrace.schemas.Pause;
import io.millrace.schemas.serde.RegistrySerdes;
import io.millrace.schemas.serde.RegistrySettings;
import io.millrace.stack.KafkaAccess;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Tells everybody through the topic what is paused. Not threadsafe. */
final class PauseWriter implements AutoCloseable {
  private static final Duration CLOSE = Duration.ofSeconds(5);

  private final Producer<String, Pause> producer;
  private final String topic;

  private PauseWriter(Producer<String, Pause> producer, String topic) {
    this.producer = producer;
    this.topic = topic;
  }

  static PauseWriter open(KafkaAccess kafka, Names names, RegistrySettings registry) {
    Map<String, Object> properties = kafka.properties();
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    return new PauseWriter(
        new KafkaProducer<>(
            properties,
            new StringSerializer(),
            new RegistrySerdes(registry).<Pause>specific(Pause.getClassSchema()).serializer()),
        names.pausesTopic());
  }

  /**
   * Writes it, and returns when Kafka has it.
   *
   * @param pause null: the part goes on
   */
  void write(PausedPart part, @Nullable Pause pause) {
    try {
      producer.send(new ProducerRecord<>(topic, part.label(), pause)).get();
    } catch (ExecutionException | KafkaException e) {
      throw UserException.failure(
          "Kafka did not take it; run 'millrace up', which makes missing topics, and then this"
              + " command again.",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw UserException.failure("interrupted while waiting for Kafka", e);
    }
  }

  @Override
  public void close() {
    producer.close(CLOSE);
  }
}
