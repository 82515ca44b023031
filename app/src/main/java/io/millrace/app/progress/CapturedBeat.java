package io.millrace.app.progress;

import io.millrace.schemas.Names;
import io.millrace.schemas.serde.RegistrySerdes;
import io.millrace.schemas.serde.RegistrySettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * The newest heartbeat that came through the capture. Heartbeats are rows, written once a second
 * into the log between all other changes: what was committed before the newest one is in Kafka. Not
 * threadsafe.
 */
final class CapturedBeat implements AutoCloseable {
  private static final String SOURCE = "source";
  private static final String COMMITTED_AT = "ts_ms";

  private final GroupProgress groups;
  private final String topic;
  private final Deserializer<GenericRecord> deserializer;
  private final Map<TopicPartition, Long> positions = new HashMap<>();
  private OptionalLong latest = OptionalLong.empty();

  CapturedBeat(GroupProgress groups, Names names, RegistrySettings registry) {
    this.groups = groups;
    topic = names.heartbeatTopic();
    deserializer = new RegistrySerdes(registry).generic().deserializer();
  }

  /** When it was committed in PostgreSQL, milliseconds since 1970; empty: none came through yet. */
  OptionalLong committedAt() {
    if (positions.isEmpty()) {
      beginAtTheEnd();
    }
    if (!positions.isEmpty()) {
      groups.reader().readOn(topic, positions).forEach(this::note);
    }
    return latest;
  }

  private void beginAtTheEnd() {
    Map<TopicPartition, Long> ends = groups.ends(List.of(topic));
    Map<TopicPartition, Long> beginnings = groups.reader().beginningOffsets(ends.keySet());
    ends.forEach(
        (partition, end) ->
            positions.put(partition, Math.max(beginnings.getOrDefault(partition, 0L), end - 1)));
  }

  private void note(ConsumerRecord<byte[], byte[]> record) {
    GenericRecord event = deserializer.deserialize(topic, record.value());
    if (event != null
        && event.get(SOURCE) instanceof GenericRecord source
        && source.get(COMMITTED_AT) instanceof Long committedAt) {
      latest = OptionalLong.of(committedAt);
    }
  }

  @Override
  public void close() {
    deserializer.close();
  }
}
