package io.millrace.app.run;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** What a process counted since it was last asked. Not for several threads. */
final class ActivityTotals {
  private static final String REASON = "reason";

  private final MeterRegistry registry;
  private final Map<String, Double> told = new HashMap<>();

  /**
   * Work of models.
   *
   * @param avoided inputs that had an answer already
   * @param cost by the configured price, in its currency
   */
  record Work(long calls, long requests, long avoided, double cost) {
    boolean isNothing() {
      return calls == 0 && requests == 0 && avoided == 0;
    }
  }

  ActivityTotals(MeterRegistry registry) {
    this.registry = registry;
  }

  Work work() {
    return new Work(
        (long) grown("millrace.model.calls"),
        (long) grown("millrace.model.requests"),
        (long) (grown("millrace.model.cache.hits") + grown("millrace.model.shared")),
        grown("millrace.provider.cost"));
  }

  /** What ended without a result, by reason; reasons of which there is none are left out. */
  Map<String, Long> failures() {
    return byReason("millrace.failures");
  }

  /** Attempts that failed, by reason. */
  Map<String, Long> errors() {
    return byReason("millrace.model.errors");
  }

  private double grown(String name) {
    return grown(name, registry.find(name).counters().stream().mapToDouble(Counter::count).sum());
  }

  private Map<String, Long> byReason(String name) {
    Map<String, Double> now = new TreeMap<>();
    for (Counter counter : registry.find(name).counters()) {
      now.merge(String.valueOf(counter.getId().getTag(REASON)), counter.count(), Double::sum);
    }
    Map<String, Long> grown = new TreeMap<>();
    now.forEach((reason, total) -> grown.put(reason, (long) grown(name + reason, total)));
    grown.values().removeIf(count -> count == 0);
    return grown;
  }

  private double grown(String key, double now) {
    Double before = told.put(key, now);
    return now - (before == null ? 0 : before);
  }
}
