package io.millrace.app.progress;

import io.millrace.app.UserException;
import io.millrace.stack.KafkaAccess;
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
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Duration limit;

  /**
   * A reader that takes as much as it can get and waits for Kafka as long as Kafka's clients do.
   */
  public TopicReader(KafkaAccess kafka) {
    this(PATIENCE, properties(kafka));
  }

  private TopicReader(Duration limit, Properties properties) {
    this.limit = limit;
    consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /**
   * A reader that looks at the beginning of what waits, again and again: small answers, and no long
   * wait for a broker that is gone.
   */
  static TopicReader glancing(KafkaAccess kafka, Duration limit) {
    Properties properties = properties(kafka);
    properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 64 * 1024);
    properties.putAll(KafkaPatience.settings(limit));
    return new TopicReader(limit, properties);
  }

  private static Properties properties(KafkaAccess kafka) {
    Properties properties = new Properties();
    properties.putAll(kafka.properties());
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    return properties;
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

  /** Offsets of the first records that are still kept. */
  public Map<TopicPartition, Long> beginningOffsets(Collection<TopicPartition> partitions) {
    return consumer.beginningOffsets(partitions);
  }

  /**
   * What was found from an offset on.
   *
   * @param next where to go on
   * @param records how many were found before it; markers of transactions are none
   * @param oldestAt when the first of them was written, milliseconds since 1970; 0: none was found
   */
  record Scan(long next, long records, long oldestAt) {
    /** Nothing was found yet, from this offset on. */
    static Scan from(long offset) {
      return new Scan(offset, 0, 0);
    }

    /** This one, and what was found from its end on. */
    Scan plus(Scan more) {
      return new Scan(
          more.next(), records + more.records(), oldestAt == 0 ? more.oldestAt() : oldestAt);
    }
  }

  /**
   * Counts records of partitions.
   *
   * <p>Transactions leave markers in a topic that are counted by offsets but are no records: a
   * difference of offsets alone would never be zero.
   *
   * @param from where to begin, by partition
   * @param until where to stop, by partition
   * @param enough how many records of a partition are enough to stop there
   * @throws UserException if Kafka does not answer in time
   */
  Map<TopicPartition, Scan> scan(
      Map<TopicPartition, Long> from, Map<TopicPartition, Long> until, int enough) {
    Map<TopicPartition, Scan> found = new HashMap<>();
    from.forEach((partition, offset) -> found.put(partition, Scan.from(offset)));
    Set<TopicPartition> open = new HashSet<>(from.keySet());
    long deadline = System.nanoTime() + limit.toNanos();
    assignAt(from);
    while (!open.isEmpty()) {
      checkTime(deadline);
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        if (record.offset() < until.getOrDefault(partition, 0L)) {
          found.merge(partition, new Scan(record.offset() + 1, 1, record.timestamp()), Scan::plus);
        }
      }
      open.removeIf(partition -> isDone(partition, found, until, enough));
      consumer.pause(without(open));
    }
    consumer.assign(List.of());
    return found;
  }

  /** Where no record is left before the end, the markers before it count as passed. */
  private boolean isDone(
      TopicPartition partition,
      Map<TopicPartition, Scan> found,
      Map<TopicPartition, Long> until,
      int enough) {
    long end = until.getOrDefault(partition, 0L);
    if (consumer.position(partition) >= end) {
      found.computeIfPresent(
          partition, (same, scan) -> new Scan(end, scan.records(), scan.oldestAt()));
      return true;
    }
    return found.getOrDefault(partition, Scan.from(0)).records() >= enough;
  }

  private List<TopicPartition> without(Set<TopicPartition> open) {
    return consumer.assignment().stream().filter(partition -> !open.contains(partition)).toList();
  }

  /** All records of a small topic, from its beginning to its present end. */
  public List<ConsumerRecord<byte[], byte[]>> readAll(String topic) {
    return readOn(topic, new HashMap<>());
  }

  /**
   * All records of a topic from given positions to its present end.
   *
   * @param positions by partition, where to begin; one that is missing, or beyond the topic's end,
   *     begins with the topic. Afterwards: where to go on
   */
  public List<ConsumerRecord<byte[], byte[]>> readOn(
      String topic, Map<TopicPartition, Long> positions) {
    List<TopicPartition> partitions = partitions(List.of(topic));
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    if (ends.equals(positions)) {
      return List.of();
    }
    Map<TopicPartition, Long> from = new HashMap<>(consumer.beginningOffsets(partitions));
    from.replaceAll(
        (partition, beginning) -> {
          long position = positions.getOrDefault(partition, beginning);
          return position > ends.getOrDefault(partition, 0L) ? beginning : position;
        });
    assignAt(from);
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    long deadline = System.nanoTime() + limit.toNanos();
    while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
      checkTime(deadline);
      consumer.poll(POLL).forEach(records::add);
    }
    partitions.forEach(partition -> positions.put(partition, consumer.position(partition)));
    consumer.assign(List.of());
    return records;
  }

  private void checkTime(long deadline) {
    if (System.nanoTime() - deadline > 0) {
      consumer.assign(List.of());
      throw UserException.failure("Kafka does not hand out the records of a topic in time.");
    }
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
