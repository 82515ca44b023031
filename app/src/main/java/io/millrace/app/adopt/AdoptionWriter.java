package io.millrace.app.adopt;

import io.millrace.app.UserException;
import io.millrace.app.local.Installation;
import io.millrace.app.local.Registry;
import io.millrace.schemas.EnrichedRow;
import io.millrace.schemas.Names;
import io.millrace.schemas.RecordSize;
import io.millrace.schemas.serde.RegistrySerdes;
import io.millrace.stack.StackEnvironment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;

/** Hands records of adopted vectors to the generation that takes them. Not threadsafe. */
final class AdoptionWriter implements AutoCloseable {
  private static final Duration CLOSE = Duration.ofSeconds(5);
  private static final int BATCH_BYTES = 512 * 1024;
  private static final int LINGER_MILLIS = 20;

  private final Producer<String, EnrichedRow> producer;
  private final Names names;

  AdoptionWriter(Producer<String, EnrichedRow> producer, Names names) {
    this.producer = producer;
    this.names = names;
  }

  /** One that writes to an installation's Kafka, whose topics must be there. */
  static AdoptionWriter open(Installation installation) {
    StackEnvironment environment = installation.environment();
    Map<String, Object> properties = environment.kafka().properties();
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, RecordSize.LARGEST_BYTES);
    properties.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
    properties.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
    // The topics may have been made a moment ago. A partition that has no leader yet refuses the
    // first batch, and may take the second if it is under way too: then never the first again.
    properties.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
    return new AdoptionWriter(
        new KafkaProducer<>(
            properties,
            new StringSerializer(),
            new RegistrySerdes(Registry.settings(environment))
                .<EnrichedRow>specific(EnrichedRow.getClassSchema())
                .serializer()),
        installation.names());
  }

  /**
   * Writes; returns when Kafka has all of it.
   *
   * @throws UserException if it does not take them, some of which it may have by then
   */
  void write(List<EnrichedRow> rows) {
    List<Future<RecordMetadata>> answers = new ArrayList<>();
    for (EnrichedRow row : rows) {
      String topic = names.adoptedTopic(row.getGeneration(), row.getTable());
      answers.add(producer.send(new ProducerRecord<>(topic, row.getKey(), row)));
    }
    producer.flush();
    answers.forEach(AdoptionWriter::await);
  }

  private static void await(Future<RecordMetadata> answer) {
    try {
      answer.get();
    } catch (ExecutionException | KafkaException e) {
      throw UserException.failure(
          "Kafka did not take the vectors; run the command again: to tell them twice is harmless.",
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
