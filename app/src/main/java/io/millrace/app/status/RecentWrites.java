package io.millrace.app.status;

import io.millrace.schemas.Freshness;
import io.millrace.schemas.SinkReport;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the sinks wrote lately: how fresh it was, and the latest batches. Threadsafe. */
public final class RecentWrites {
  private static final long MINUTE_MILLIS = 60_000;
  private static final int MOST_ROWS = 20_000;
  private static final int MOST_BATCHES = 20;
  private static final double MILLIS = 1_000;

  private final Clock clock;
  private final Deque<Row> rows = new ArrayDeque<>();
  private final Deque<Map<String, Object>> batches = new ArrayDeque<>();

  private record Row(long seenAt, String table, long millis) {}

  /**
   * Freshness of rows.
   *
   * @param rows how many
   */
  record Percentiles(long rows, double p50, double p95, double p99) {
    static Optional<Percentiles> of(List<Long> millis) {
      if (millis.isEmpty()) {
        return Optional.empty();
      }
      List<Long> sorted = millis.stream().sorted().toList();
      return Optional.of(
          new Percentiles(
              sorted.size(), share(sorted, 0.5), share(sorted, 0.95), share(sorted, 0.99)));
    }

    private static double share(List<Long> sorted, double share) {
      int index = (int) Math.min(sorted.size() - 1, Math.floor(share * sorted.size()));
      return sorted.get(index) / MILLIS;
    }
  }

  public RecentWrites(Clock clock) {
    this.clock = clock;
  }

  /** Takes in what a sink says of one batch. */
  public synchronized void add(SinkReport report) {
    long now = clock.millis();
    Map<String, List<Long>> byTable = new TreeMap<>();
    for (Freshness freshness : report.getFreshness()) {
      rows.addLast(new Row(now, freshness.getTable(), freshness.getMillis()));
      byTable
          .computeIfAbsent(freshness.getTable(), table -> new ArrayList<>())
          .add(freshness.getMillis());
    }
    byTable.forEach((table, millis) -> batches.addFirst(batch(report.getAt(), table, millis)));
    while (batches.size() > MOST_BATCHES) {
      batches.removeLast();
    }
    forget(now);
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

  private void forget(long now) {
    Iterator<Row> oldest = rows.iterator();
    while (oldest.hasNext()
        && (oldest.next().seenAt() < now - MINUTE_MILLIS || rows.size() > MOST_ROWS)) {
      oldest.remove();
    }
  }

  /** Freshness of all rows of the last minute; empty: none was written. */
  synchronized Optional<Percentiles> lastMinute() {
    forget(clock.millis());
    return Percentiles.of(rows.stream().map(Row::millis).toList());
  }

  /** The same for each table that was written. */
  synchronized List<Map<String, Object>> freshness() {
    forget(clock.millis());
    Map<String, List<Long>> byTable = new TreeMap<>();
    rows.forEach(
        row -> byTable.computeIfAbsent(row.table(), table -> new ArrayList<>()).add(row.millis()));
    List<Map<String, Object>> documents = new ArrayList<>();
    byTable.forEach(
        (table, millis) ->
            Percentiles.of(millis).ifPresent(p -> documents.add(document(table, p))));
    return documents;
  }

  private static Map<String, Object> document(String table, Percentiles percentiles) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("table", table);
    document.put("rows", percentiles.rows());
    document.put("p50_seconds", percentiles.p50());
    document.put("p95_seconds", percentiles.p95());
    document.put("p99_seconds", percentiles.p99());
    return document;
  }

  /** The latest batches, latest first. */
  synchronized List<Map<String, Object>> batches() {
    return List.copyOf(batches);
  }
}
