package io.millrace.app.pause;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.app.progress.TopicReader;
import io.millrace.schemas.Names;
import io.millrace.schemas.Pause;
import io.millrace.schemas.serde.RegistrySerdes;
import io.millrace.schemas.serde.RegistrySettings;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;

/** What is paused, as the topic tells it; to look again reads only what is new. Not threadsafe. */
public final class Pauses implements AutoCloseable {
  private final TopicReader reader;
  private final String topic;
  private final Deserializer<Pause> deserializer;
  private final Map<TopicPartition, Long> positions = new HashMap<>();
  private final Map<PausedPart, Pause> paused = new EnumMap<>(PausedPart.class);

  /**
   * @param reader stays open
   */
  public Pauses(TopicReader reader, Names names, RegistrySettings registry) {
    this.reader = reader;
    topic = names.pausesTopic();
    deserializer =
        new RegistrySerdes(registry).<Pause>specific(Pause.getClassSchema()).deserializer();
  }

  /**
   * What is paused now. An installation of an earlier build has no such topic, and nothing paused.
   *
   * @throws io.millrace.app.UserException or a KafkaException if Kafka or the registry does not
   *     answer
   */
  public Map<PausedPart, Pause> read() {
    for (ConsumerRecord<byte[], byte[]> record : reader.readOn(topic, positions)) {
      PausedPart.of(new String(record.key(), UTF_8)).ifPresent(part -> note(part, record.value()));
    }
    return Map.copyOf(paused);
  }

  private void note(PausedPart part, byte @org.jspecify.annotations.Nullable [] value) {
    if (value == null) {
      paused.remove(part);
    } else {
      paused.put(part, deserializer.deserialize(topic, value));
    }
  }

  @Override
  public void close() {
    deserializer.close();
  }
}
