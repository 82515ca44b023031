package io.millrace.app.progress;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Looks into topics without being a member of a group. Not threadsafe. */
public final class TopicReader implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);
  private final KafkaConsumer<byte[], byte[]> consumer;

  public TopicReader(String bootstrapServers) {
    Properties properties = new Properties();
    properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** The partitions of those topics that exist. */
  public List<TopicPartition> partitions(Collection<String> topics) {
    List<TopicPartition> partitions = new ArrayList<>();
    for (String topic : topics) {
      for (PartitionInfo info : consumer.partitionsFor(topic)) {
        partitions.add(new TopicPartition(topic, info.partition()));
      }
    }
    return partitions;
  }

  /** Offsets after the last record of a finished transaction. */
  public Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions) {
    return consumer.endOffsets(partitions);
  }

  /**
   * The first record of each partition at or after an offset and before an end.
   *
   * <p>Transactions leave markers in a topic that are counted by offsets but are no records: a
   * difference of offsets alone would never be zero.
   *
   * @param from where to begin, by partition
   * @param until where to stop, by partition
   * @return partitions that hold such a record
   */
  public Map<TopicPartition, ConsumerRecord<byte[], byte[]>> firstRecords(
      Map<TopicPartition, Long> from, Map<TopicPartition, Long> until) {
    Map<TopicPartition, ConsumerRecord<byte[], byte[]>> found = new HashMap<>();
    Set<TopicPartition> open = new HashSet<>(from.keySet());
    assignAt(from);
    while (!open.isEmpty()) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        if (record.offset() < until.getOrDefault(partition, 0L)) {
          found.putIfAbsent(partition, record);
        }
      }
      open.removeIf(
          partition ->
              found.containsKey(partition)
                  || consumer.position(partition) >= until.getOrDefault(partition, 0L));
      consumer.pause(found.keySet());
    }
    consumer.assign(List.of());
    return found;
  }

  /** All records of a small topic, from its beginning to its present end. */
  public List<ConsumerRecord<byte[], byte[]>> readAll(String topic) {
    List<TopicPartition> partitions = partitions(List.of(topic));
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    assignAt(consumer.beginningOffsets(partitions));
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
      consumer.poll(POLL).forEach(records::add);
    }
    consumer.assign(List.of());
    return records;
  }

  private void assignAt(Map<TopicPartition, Long> offsets) {
    consumer.assign(offsets.keySet());
    offsets.forEach(consumer::seek);
  }

  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(POLL));
  }
}
