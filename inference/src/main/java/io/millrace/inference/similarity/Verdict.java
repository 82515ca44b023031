package io.millrace.inference.similarity;

import java.util.List;

/** Weighs evidence; immutable and threadsafe. */
interface Verdict {
  /**
   * Confidences, 0 to 1, in the order of the labels; empty if the texts fit nothing.
   *
   * @param texts normalised, at least one
   * @param vectors of the texts, in their order
   */
  double[] confidences(List<String> texts, List<float[]> vectors);
}
