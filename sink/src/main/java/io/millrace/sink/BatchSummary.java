package io.millrace.sink;

import io.millrace.schemas.Freshness;
import io.millrace.schemas.Tally;
import io.millrace.schemas.TaskFreshness;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one transaction did, counted while it runs. Not threadsafe. */
final class BatchSummary {
  private final Map<SkipReason, Long> skipped = new EnumMap<>(SkipReason.class);
  private final List<Written> written = new ArrayList<>();
  private final Map<Task, List<Long>> tasks = new LinkedHashMap<>();
  private long values;
  private long committedAt;

  private record Written(String table, long causedAt) {}

  private record Task(String table, String column) {}

  /**
   * Counts a row that an UPDATE changed.
   *
   * @param columns whose values are new, by the plan's names
   */
  void written(String table, List<String> columns, long causedAt) {
    written.add(new Written(table, causedAt));
    values += columns.size();
    for (String column : columns) {
      tasks.computeIfAbsent(new Task(table, column), task -> new ArrayList<>()).add(causedAt);
    }
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
        .map(row -> new Freshness(row.table(), sinceCommit(row.causedAt())))
        .toList();
  }

  /** The same by task. */
  List<TaskFreshness> taskFreshness() {
    return tasks.entrySet().stream()
        .map(
            task ->
                new TaskFreshness(
                    task.getKey().table(),
                    task.getKey().column(),
                    task.getValue().stream().map(this::sinceCommit).toList()))
        .toList();
  }

  private long sinceCommit(long causedAt) {
    return Math.max(0, committedAt - causedAt);
  }
}
