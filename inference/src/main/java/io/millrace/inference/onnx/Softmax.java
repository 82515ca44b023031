package io.millrace.inference.onnx;

import java.util.Arrays;

/** Logits as probabilities: exp(x) / sum of exp. */
final class Softmax {
  private Softmax() {}

  /** Of finite logits; they sum to 1. */
  static double[] of(double[] logits) {
    // Less the greatest, so that no exponential overflows.
    double greatest = Arrays.stream(logits).max().orElse(0);
    double[] exponentials =
        Arrays.stream(logits).map(logit -> Math.exp(logit - greatest)).toArray();
    double sum = Arrays.stream(exponentials).sum();
    return Arrays.stream(exponentials).map(each -> each / sum).toArray();
  }

  static boolean isFinite(float[] logits) {
    for (float logit : logits) {
      if (!Float.isFinite(logit)) {
        return false;
      }
    }
    return true;
  }
}
