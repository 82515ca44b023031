package io.millrace.benchmark;

import java.util.List;
import java.util.Locale;

/**
 * Exact percentiles by nearest rank: the least value that so large a part of all does not exceed.
 *
 * @param sorted rising
 */
record Percentiles(List<Long> sorted) {
  static Percentiles of(List<Long> values) {
    return new Percentiles(values.stream().sorted().toList());
  }

  /**
   * One percentile.
   *
   * @param percent above 0, at most 100
   * @throws IllegalStateException if there are no values
   */
  long at(double percent) {
    if (sorted.isEmpty()) {
      throw new IllegalStateException("Nothing was measured.");
    }
    return sorted.get((int) Math.ceil(percent / 100 * sorted.size()) - 1);
  }

  /** One line for people. */
  String line() {
    return String.format(
        Locale.ROOT,
        "p50 %5d ms   p95 %5d ms   p99 %5d ms   max %5d ms",
        at(50),
        at(95),
        at(99),
        at(100));
  }
}
