package io.millrace.app.status;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Totals of the meters that docs/metrics.md names. Threadsafe. */
final class MeterTotals {
  private static final String REASON = "reason";
  private static final String SKIPPED = "millrace.work.skipped";
  private static final String WRITES_SKIPPED = "millrace.sink.skipped";

  private final MeterRegistry registry;

  MeterTotals(MeterRegistry registry) {
    this.registry = registry;
  }

  double rowsWritten() {
    return sum("millrace.sink.rows.written");
  }

  double modelCalls() {
    return sum("millrace.model.calls");
  }

  Map<String, Object> document() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("rows_written", (long) rowsWritten());
    document.put("scores_made", (long) sum("millrace.scores.emitted"));
    document.put("model_calls", (long) modelCalls());
    document.put("calls_avoided", (long) callsAvoided());
    document.put("requests", (long) sum("millrace.model.requests"));
    document.put("cost", sum("millrace.provider.cost"));
    return document;
  }

  /** Inputs that would have been model calls, had nobody remembered or shared an answer. */
  private double callsAvoided() {
    return byReason(SKIPPED).getOrDefault("input_unchanged", 0L)
        + sum("millrace.model.cache.hits")
        + sum("millrace.model.shared");
  }

  /** What ended without a result, by reason: refused by a model, or by the database. */
  Map<String, Long> failures() {
    Map<String, Long> failures = new TreeMap<>(byReason("millrace.failures"));
    failures.merge("not_written", byReason(WRITES_SKIPPED).getOrDefault("failed", 0L), Long::sum);
    failures.values().removeIf(count -> count == 0);
    return failures;
  }

  /** Attempts that failed and were, or will be, made again, by reason. */
  Map<String, Long> errors() {
    Map<String, Long> errors = new TreeMap<>(byReason("millrace.model.errors"));
    errors.values().removeIf(count -> count == 0);
    return errors;
  }

  private Map<String, Long> byReason(String name) {
    Map<String, Long> counts = new TreeMap<>();
    for (Counter counter : counters(name)) {
      String reason = counter.getId().getTag(REASON);
      counts.merge(reason == null ? "" : reason, (long) counter.count(), Long::sum);
    }
    return counts;
  }

  private double sum(String name) {
    return counters(name).stream().mapToDouble(Counter::count).sum();
  }

  private Collection<Counter> counters(String name) {
    return registry.find(name).counters();
  }
}
