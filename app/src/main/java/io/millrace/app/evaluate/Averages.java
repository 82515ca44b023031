package io.millrace.app.evaluate;

import java.util.Collection;

/** Means over labels or kinds, each counting alike. */
final class Averages {
  private Averages() {}

  /** The mean F1 of those that are expected at least once, 0 to 1; 0 if there are none. */
  static double ofF1(Collection<Counts> counts) {
    return counts.stream()
        .filter(each -> each.support() > 0)
        .mapToDouble(Counts::f1)
        .average()
        .orElse(0);
  }
}
