package io.millrace.app.status;

import io.millrace.app.status.RecentTimes.Percentiles;
import io.millrace.schemas.Freshness;
import io.millrace.schemas.SinkReport;
import io.millrace.schemas.TaskFreshness;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the sinks wrote lately: how fresh it was, and the latest batches. Threadsafe. */
public final class RecentWrites {
  private static final int MOST_BATCHES = 20;
  private static final double MILLIS = 1_000;

  private final RecentTimes rows;
  private final Map<String, RecentTimes> tasks = new TreeMap<>();
  private final Clock clock;
  private final Deque<Map<String, Object>> batches = new ArrayDeque<>();

  public RecentWrites(Clock clock) {
    this.clock = clock;
    rows = new RecentTimes(clock);
  }

  /** Takes in what a sink says of one batch. */
  public synchronized void add(SinkReport report) {
    Map<String, List<Long>> byTable = new TreeMap<>();
    for (Freshness freshness : report.getFreshness()) {
      rows.add(freshness.getTable(), freshness.getMillis());
      byTable
          .computeIfAbsent(freshness.getTable(), table -> new ArrayList<>())
          .add(freshness.getMillis());
    }
    rows.forget();
    report.getTasks().forEach(this::add);
    byTable.forEach((table, millis) -> batches.addFirst(batch(report.getAt(), table, millis)));
    while (batches.size() > MOST_BATCHES) {
      batches.removeLast();
    }
  }

  private void add(TaskFreshness task) {
    RecentTimes times = tasks.computeIfAbsent(task.getTable(), table -> new RecentTimes(clock));
    task.getMillis().forEach(millis -> times.add(task.getColumn(), millis));
    times.forget();
  }

  private static Map<String, Object> batch(long at, String table, List<Long> millis) {
    Map<String, Object> batch = new LinkedHashMap<>();
    batch.put("at", at);
    batch.put("table", table);
    batch.put("rows", millis.size());
    batch.put(
        "slowest_seconds", millis.stream().mapToLong(Long::longValue).max().orElse(0) / MILLIS);
    return batch;
  }

  /** Freshness of all rows of the last minute; empty: none was written. */
  synchronized Optional<Percentiles> lastMinute() {
    return rows.all();
  }

  /** The same for each table that was written, and for each of its tasks. */
  synchronized List<Map<String, Object>> freshness() {
    List<Map<String, Object>> documents = new ArrayList<>();
    rows.byName()
        .forEach(
            (table, percentiles) -> {
              Map<String, Object> document =
                  new LinkedHashMap<>(percentiles.document("table", table));
              document.put("tasks", ofTasks(table));
              documents.add(document);
            });
    return documents;
  }

  private List<Map<String, Object>> ofTasks(String table) {
    List<Map<String, Object>> documents = new ArrayList<>();
    RecentTimes times = tasks.get(table);
    if (times != null) {
      times
          .byName()
          .forEach((column, percentiles) -> documents.add(percentiles.document("column", column)));
    }
    return documents;
  }

  /** The latest batches, latest first. */
  synchronized List<Map<String, Object>> batches() {
    return List.copyOf(batches);
  }
}
