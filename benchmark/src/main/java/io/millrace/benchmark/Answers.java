package io.millrace.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongPredicate;

/**
 * When the results that changes caused were written, by the commit time of the change.
 *
 * <p>Edits of one client follow each other, and none begins before the one before is committed. So
 * a commit time that lies between the beginnings of two edits is that of the first. All times are
 * milliseconds since 1970 by PostgreSQL's clock. Not threadsafe.
 */
final class Answers {
  private final NavigableMap<Long, Long> lastWrites = new TreeMap<>();
  private int rows;

  /** Notes a row that was written because of a change. */
  void add(long committedAt, long writtenAt) {
    rows++;
    lastWrites.merge(committedAt, writtenAt, Math::max);
  }

  /** Rows that were written. */
  int rows() {
    return rows;
  }

  /**
   * Milliseconds from the commit of each edit to the last write that it caused.
   *
   * @param begun times within the edits' transactions, rising
   * @return fewer than edits, if some caused no write or were answered together with another
   */
  List<Long> latencies(List<Long> begun) {
    return latencies(begun, edit -> true);
  }

  /**
   * The same of some edits.
   *
   * @param counts whether an edit counts that began then
   */
  List<Long> latencies(List<Long> begun, LongPredicate counts) {
    List<Long> latencies = new ArrayList<>();
    for (int edit = 0; edit < begun.size(); edit++) {
      long next = edit + 1 < begun.size() ? begun.get(edit + 1) : Long.MAX_VALUE;
      if (!counts.test(begun.get(edit))) {
        continue;
      }
      SortedMap<Long, Long> own = lastWrites.subMap(begun.get(edit), next);
      own.forEach((committedAt, writtenAt) -> latencies.add(writtenAt - committedAt));
    }
    return latencies;
  }
}
