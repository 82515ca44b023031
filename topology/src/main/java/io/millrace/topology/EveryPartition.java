package io.millrace.topology;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.jspecify.annotations.Nullable;

/**
 * Writes a record to each partition of its topic, all in the task's one transaction: every task
 * that reads the topic has all keys. Keys stay what they are, so that each partition is compacted
 * by itself. Immutable and threadsafe.
 */
public final class EveryPartition<K, V> implements StreamPartitioner<K, V> {
  @Override
  public Optional<Set<Integer>> partitions(
      String topic, @Nullable K key, @Nullable V value, int count) {
    return Optional.of(IntStream.range(0, count).boxed().collect(Collectors.toUnmodifiableSet()));
  }
}
