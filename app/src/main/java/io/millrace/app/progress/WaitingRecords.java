package io.millrace.app.progress;

import io.millrace.app.progress.TopicReader.Scan;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * Counts the records that wait in partitions, and remembers what it has read, so that to look again
 * is cheap: nothing is read of a partition in which nothing has moved.
 *
 * <p>Some {@value #EXACT} records of a partition are counted one by one; what is behind them is
 * counted by offsets, where each transaction's marker counts too. Not threadsafe.
 */
final class WaitingRecords {
  private static final int EXACT = 200;

  private final TopicReader reader;
  private final Map<TopicPartition, Known> known = new HashMap<>();

  private record Known(long from, Scan scan) {}

  WaitingRecords(TopicReader reader) {
    this.reader = reader;
  }

  /**
   * What waits in each partition.
   *
   * @param from first offset that waits, by partition
   * @param until offset after the last one that counts, for each of them
   */
  Map<TopicPartition, Backlog> between(
      Map<TopicPartition, Long> from, Map<TopicPartition, Long> until) {
    Map<TopicPartition, Long> toRead = new HashMap<>();
    from.forEach(
        (partition, position) -> {
          long end = until.getOrDefault(partition, position);
          Scan scan = remembered(partition, position, end);
          if (scan.records() < EXACT && scan.next() < end) {
            toRead.put(partition, scan.next());
          }
        });
    reader
        .scan(toRead, until, EXACT)
        .forEach(
            (partition, more) ->
                known.computeIfPresent(
                    partition, (same, old) -> new Known(old.from(), old.scan().plus(more))));
    Map<TopicPartition, Backlog> backlogs = new HashMap<>();
    from.forEach(
        (partition, position) ->
            backlogs.put(partition, backlog(partition, until.getOrDefault(partition, position))));
    return backlogs;
  }

  private Scan remembered(TopicPartition partition, long position, long end) {
    Known old = known.get(partition);
    boolean isOfUse = old != null && old.from() == position && old.scan().next() <= end;
    if (old == null || !isOfUse) {
      old = new Known(position, Scan.from(position));
      known.put(partition, old);
    }
    return old.scan();
  }

  private Backlog backlog(TopicPartition partition, long end) {
    Known of = known.get(partition);
    if (of == null || of.scan().records() == 0) {
      return Backlog.NONE;
    }
    long behind = Math.max(0, end - of.scan().next());
    return new Backlog(of.scan().records() + behind, of.scan().oldestAt());
  }
}
