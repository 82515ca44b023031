package io.millrace.app.failures;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Entries of the failure list that are alike; names no row (invariant 9).
 *
 * @param column empty: the entries concern no single column
 * @param inputs how many entries
 * @param latestAt when the latest of them failed, milliseconds since 1970
 */
public record FailureGroup(String table, String column, String reason, long inputs, long latestAt) {
  private record Key(String table, String column, String reason) {}

  /** The groups of entries, the largest first. */
  public static List<FailureGroup> of(List<FailureEntry> entries) {
    Map<Key, List<Long>> times = new LinkedHashMap<>();
    for (FailureEntry entry : entries) {
      Key key =
          new Key(
              entry.failure().getTable(), entry.failure().getColumn(), entry.failure().getReason());
      times.computeIfAbsent(key, same -> new ArrayList<>()).add(entry.failure().getLastAt());
    }
    return times.entrySet().stream()
        .map(entry -> of(entry.getKey(), entry.getValue()))
        .sorted(Comparator.comparingLong(FailureGroup::inputs).reversed())
        .toList();
  }

  private static FailureGroup of(Key key, List<Long> times) {
    long latest = times.stream().mapToLong(Long::longValue).max().orElse(0);
    return new FailureGroup(key.table(), key.column(), key.reason(), times.size(), latest);
  }

  /** Its fields, for JSON. */
  public Map<String, Object> document() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("table", table);
    document.put("column", column);
    document.put("reason", reason);
    document.put("inputs", inputs);
    document.put("latest_at", latestAt);
    return document;
  }
}
