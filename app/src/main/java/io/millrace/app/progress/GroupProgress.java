package io.millrace.app.progress;

import io.millrace.stack.KafkaAccess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** How far consumer groups have come. Not threadsafe. */
public final class GroupProgress implements AutoCloseable {
  private final Admin admin;
  private final TopicReader reader;
  private final WaitingRecords waiting;
  private final Set<String> existing = new HashSet<>();

  /** Waits for Kafka as long as Kafka's clients do. */
  public GroupProgress(KafkaAccess kafka) {
    this(Admin.create(kafka.properties()), new TopicReader(kafka));
  }

  private GroupProgress(Admin admin, TopicReader reader) {
    this.admin = admin;
    this.reader = reader;
    this.waiting = new WaitingRecords(reader);
  }

  /** For looking again and again, without a long wait for a broker that is gone. */
  static GroupProgress glancing(KafkaAccess kafka, Duration limit) {
    Map<String, Object> settings = kafka.properties();
    settings.putAll(KafkaPatience.settings(limit));
    return new GroupProgress(Admin.create(settings), TopicReader.glancing(kafka, limit));
  }

  public TopicReader reader() {
    return reader;
  }

  Admin admin() {
    return admin;
  }

  /** Present ends of all partitions of those topics that exist. */
  public Map<TopicPartition, Long> ends(Collection<String> topics) {
    if (!existing.containsAll(topics)) {
      existing.addAll(KafkaAnswer.of(admin.listTopics().names()));
    }
    List<String> present = topics.stream().filter(existing::contains).toList();
    try {
      return reader.endOffsets(reader.partitions(present));
    } catch (RuntimeException e) {
      existing.clear(); // one of them may have gone
      throw e;
    }
  }

  /**
   * What a group has yet to read up to given ends.
   *
   * @param group the group's id; one that never committed has everything to read
   */
  public Backlog backlog(String group, Map<TopicPartition, Long> ends) {
    return partitions(group, ends).stream()
        .map(PartitionLag::backlog)
        .reduce(Backlog.NONE, Backlog::plus);
  }

  /** The same, for each of these partitions, those included in which nothing waits. */
  List<PartitionLag> partitions(String group, Map<TopicPartition, Long> ends) {
    Map<TopicPartition, Long> committed = committed(group);
    Map<TopicPartition, Long> from = new HashMap<>();
    ends.forEach(
        (partition, end) -> {
          long position = committed.getOrDefault(partition, 0L);
          if (position < end) {
            from.put(partition, position);
          }
        });
    Map<TopicPartition, Backlog> backlogs = from.isEmpty() ? Map.of() : waiting.between(from, ends);
    List<PartitionLag> lags = new ArrayList<>();
    ends.forEach(
        (partition, end) ->
            lags.add(
                new PartitionLag(
                    partition.topic(),
                    partition.partition(),
                    committed.get(partition),
                    end,
                    backlogs.getOrDefault(partition, Backlog.NONE))));
    return lags;
  }

  /** The positions that a group has committed. */
  Map<TopicPartition, Long> committed(String group) {
    Map<TopicPartition, OffsetAndMetadata> offsets =
        KafkaAnswer.of(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
    return offsets.entrySet().stream()
        .filter(entry -> entry.getValue() != null)
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().offset()));
  }

  @Override
  public void close() {
    reader.close();
    admin.close(Duration.ofSeconds(1));
  }
}
