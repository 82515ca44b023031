package io.millrace.app.progress;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** How far consumer groups have come. Not threadsafe. */
public final class GroupProgress implements AutoCloseable {
  private final Admin admin;
  private final TopicReader reader;

  public GroupProgress(String bootstrapServers) {
    admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    reader = new TopicReader(bootstrapServers);
  }

  public TopicReader reader() {
    return reader;
  }

  /** Present ends of all partitions of those topics that exist. */
  public Map<TopicPartition, Long> ends(Collection<String> topics) {
    Set<String> existing = KafkaAnswer.of(admin.listTopics().names());
    List<String> present = topics.stream().filter(existing::contains).toList();
    return reader.endOffsets(reader.partitions(present));
  }

  /**
   * What a group has yet to read up to given ends.
   *
   * @param group the group's id; one that never committed has everything to read
   */
  public Backlog backlog(String group, Map<TopicPartition, Long> ends) {
    Map<TopicPartition, Long> from = new HashMap<>();
    Map<TopicPartition, Long> committed = committed(group);
    ends.forEach(
        (partition, end) -> {
          long position = committed.getOrDefault(partition, 0L);
          if (position < end) {
            from.put(partition, position);
          }
        });
    if (from.isEmpty()) {
      return Backlog.NONE;
    }
    return count(reader.firstRecords(from, ends), ends);
  }

  private static Backlog count(
      Map<TopicPartition, ConsumerRecord<byte[], byte[]>> first, Map<TopicPartition, Long> ends) {
    Backlog backlog = Backlog.NONE;
    for (Map.Entry<TopicPartition, ConsumerRecord<byte[], byte[]>> entry : first.entrySet()) {
      long records = ends.getOrDefault(entry.getKey(), 0L) - entry.getValue().offset();
      backlog = backlog.plus(new Backlog(records, entry.getValue().timestamp()));
    }
    return backlog;
  }

  private Map<TopicPartition, Long> committed(String group) {
    Map<TopicPartition, OffsetAndMetadata> offsets =
        KafkaAnswer.of(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
    return offsets.entrySet().stream()
        .filter(entry -> entry.getValue() != null)
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().offset()));
  }

  @Override
  public void close() {
    reader.close();
    admin.close();
  }
}
