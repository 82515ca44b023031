package io.millrace.app.replay;

import io.millrace.connectors.GenerationCost.TaskCost;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What a replay would cost, before it is begun.
 *
 * @param rows by table: how many are handed out again
 * @param tasks what is computed again of them
 * @param pricePerMillionTokens as given, or as the providers' settings have it; empty: neither
 * @param resultsPerSecond as given, or as measured in the busiest minute that the provenance knows;
 *     empty: nothing was measured
 */
public record ReplayEstimate(
    Map<String, Long> rows,
    List<TaskCost> tasks,
    OptionalDouble pricePerMillionTokens,
    OptionalDouble resultsPerSecond) {
  private static final double MILLION = 1e6;

  public ReplayEstimate {
    rows = Collections.unmodifiableMap(new LinkedHashMap<>(rows));
    tasks = List.copyOf(tasks);
  }

  /** How many rows are handed out again, of all tables. */
  public long totalRows() {
    return rows.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Model calls at most: equal texts share one. */
  public long calls() {
    return tasks.stream().mapToLong(TaskCost::calls).sum();
  }

  private long tokens() {
    return tasks.stream().mapToLong(TaskCost::tokens).sum();
  }

  private OptionalDouble money() {
    return pricePerMillionTokens.isPresent()
        ? OptionalDouble.of(tokens() / MILLION * pricePerMillionTokens.getAsDouble())
        : OptionalDouble.empty();
  }

  private OptionalDouble seconds() {
    return resultsPerSecond.isPresent()
        ? OptionalDouble.of(calls() / resultsPerSecond.getAsDouble())
        : OptionalDouble.empty();
  }

  /** The form of {@code replay --dry-run --json}. */
  public Map<String, Object> document() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("begun", false);
    document.put("rows", totalRows());
    document.put("tables", rows);
    document.put("tasks", tasks);
    document.put("calls", calls());
    document.put("tokens", tokens());
    document.put("money", money().isPresent() ? money().getAsDouble() : null);
    document.put("seconds", seconds().isPresent() ? seconds().getAsDouble() : null);
    return document;
  }

  /** The same for people. */
  public String text() {
    List<String> lines = new ArrayList<>();
    rows.forEach((table, count) -> lines.add(table + ": " + count + " rows handed out again"));
    for (TaskCost task : tasks) {
      lines.add(
          String.format(
              Locale.ROOT, "  %s.%s: %d calls", task.table(), task.column(), task.calls()));
    }
    lines.add(String.format(Locale.ROOT, "%d calls at most, about %d tokens", calls(), tokens()));
    money().ifPresent(sum -> lines.add(String.format(Locale.ROOT, "money: %.2f", sum)));
    seconds()
        .ifPresentOrElse(
            time ->
                lines.add(
                    String.format(
                        Locale.ROOT,
                        "time: %.0f s at %.0f results a second",
                        time,
                        resultsPerSecond.orElse(0))),
            () -> lines.add("time: not known; nothing was measured yet (--calls-per-second)"));
    return String.join(System.lineSeparator(), lines);
  }
}
