package io.millrace.sink;

import io.millrace.schemas.Freshness;
import io.millrace.schemas.Tally;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What one transaction did, counted while it runs. Not threadsafe. */
final class BatchSummary {
  private final Map<SkipReason, Long> skipped = new EnumMap<>(SkipReason.class);
  private final List<Written> written = new ArrayList<>();
  private long values;
  private long committedAt;

  private record Written(String table, long causedAt) {}

  /** Counts a row that an UPDATE changed. */
  void written(String table, int newValues, long causedAt) {
    written.add(new Written(table, causedAt));
    values += newValues;
  }

  /** Counts values that were not written. */
  void skipped(SkipReason reason, long count) {
    if (count > 0) {
      skipped.merge(reason, count, Long::sum);
    }
  }

  /** Adds what another counted as not written. */
  void addSkipped(BatchSummary other) {
    other.skipped.forEach(this::skipped);
  }

  boolean hasSkipped() {
    return !skipped.isEmpty();
  }

  /** Sets the end of the transaction: milliseconds since 1970 by PostgreSQL's clock. */
  void committedAt(long at) {
    this.committedAt = at;
  }

  long committedAt() {
    return committedAt;
  }

  boolean isEmpty() {
    return written.isEmpty() && skipped.isEmpty();
  }

  long rowsWritten() {
    return written.size();
  }

  long valuesWritten() {
    return values;
  }

  /** Reasons in their order of declaration, with their counts. */
  List<Tally> tallies() {
    return skipped.entrySet().stream()
        .map(entry -> new Tally(entry.getKey().label(), entry.getValue()))
        .toList();
  }

  /** How long each written row took; never negative, though two clocks' rounding may disagree. */
  List<Freshness> freshness() {
    return written.stream()
        .map(row -> new Freshness(row.table(), Math.max(0, committedAt - row.causedAt())))
        .toList();
  }
}
