package io.millrace.topology.runtime;

import io.millrace.schemas.Failure;
import io.millrace.schemas.serde.RegistryFaults;
import io.millrace.schemas.serde.RegistrySerdes;
import io.millrace.topology.RowFailures;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a record that cannot be read to the failure topic and goes on, so that nothing stops for
 * one bad record.
 *
 * <p>A registry that does not answer says nothing about the record: then the thread stops and is
 * replaced, and the record is read again.
 */
public final class FailureTopicHandler implements DeserializationExceptionHandler {
  static final String FAILURES_TOPIC = "millrace.handler.failures.topic";
  static final String CONFIG = "millrace.handler.config";
  private static final Logger LOG = LoggerFactory.getLogger(FailureTopicHandler.class);

  private String topic = "";
  private @Nullable Serde<Failure> failures;

  @Override
  public void configure(Map<String, ?> configs) {
    topic = String.valueOf(configs.get(FAILURES_TOPIC));
    if (configs.get(CONFIG) instanceof MillraceConfig config) {
      failures = new RegistrySerdes(config.registry()).specific(Failure.getClassSchema());
    }
  }

  @Override
  public Response handleError(
      ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception exception) {
    if (RegistryFaults.isOutage(exception)) {
      return Response.fail();
    }
    LOG.warn(
        "Record at {}-{}@{} cannot be read ({}); it goes to {}",
        record.topic(),
        record.partition(),
        record.offset(),
        exception.getClass().getSimpleName(),
        topic);
    return Response.resume(List.of(failure(record)));
  }

  private ProducerRecord<byte[], byte[]> failure(ConsumerRecord<byte[], byte[]> record) {
    String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
    String table = record.topic().substring(record.topic().lastIndexOf('.') + 1);
    String detail =
        "The record at %s-%d@%d is not Avro of a known schema."
            .formatted(record.topic(), record.partition(), record.offset());
    Failure failure = RowFailures.unreadable(table, key, detail, record.timestamp());
    byte[] value =
        java.util.Objects.requireNonNull(failures, "configured")
            .serializer()
            .serialize(topic, failure);
    return new ProducerRecord<>(
        topic, RowFailures.key(table, key).getBytes(StandardCharsets.UTF_8), value);
  }
}
