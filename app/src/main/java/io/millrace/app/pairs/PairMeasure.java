package io.millrace.app.pairs;

import java.util.List;

/** How close the texts of a pair are by some method; more means closer. */
@FunctionalInterface
interface PairMeasure {
  double of(LabelledPair pair);

  /** The figures of all pairs, in their order. */
  default double[] of(List<LabelledPair> pairs) {
    return pairs.stream().mapToDouble(this::of).toArray();
  }
}
