package io.millrace.app.demo;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What a demonstration did.
 *
 * @param rows in the tables of the plan
 * @param modelCalls inputs that were handed to the model during this run
 * @param callsAvoided inputs that were answered from memory, the cache or a shared call
 * @param matchesScored matches that hold a score
 * @param failures entries of the failure list
 * @param freshness of the results written during this run; of the last day if none were
 */
public record DemoSummary(
    long rows,
    long modelCalls,
    long callsAvoided,
    long matchesScored,
    long failures,
    Percentiles freshness) {

  /**
   * Seconds from PostgreSQL's commit of a change to the commit of its result.
   *
   * @param median half were at least as fast
   * @param slow 99 of 100 were at least as fast
   */
  public record Percentiles(double median, double slow) {}

  /** The shape of {@code demo --json}. */
  public Map<String, Object> document() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("rows", rows);
    document.put("model_calls", modelCalls);
    document.put("calls_avoided", callsAvoided);
    document.put("matches_scored", matchesScored);
    document.put("failures", failures);
    document.put("freshness_seconds", Map.of("p50", freshness.median(), "p99", freshness.slow()));
    return document;
  }

  /** The summary for people. */
  public String text() {
    return String.format(
        Locale.ROOT,
        """
        rows            %,d
        model calls     %,d
        calls avoided   %,d
        matches scored  %,d
        failures        %,d
        commit→written  p50 %.2f s, p99 %.2f s (all rows were loaded at once, so most of them queued)""",
        rows,
        modelCalls,
        callsAvoided,
        matchesScored,
        failures,
        freshness.median(),
        freshness.slow());
  }
}
