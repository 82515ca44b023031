package io.millrace.inference.onnx;

import java.util.stream.IntStream;

/**
 * The most probable label of each token of a window.
 *
 * @param labels one for each token, special ones included
 * @param confidences in them, 0 to 1, or NaN
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record TokenLabels(int[] labels, double[] confidences) {
  /** Reads them from logits. */
  static TokenLabels read(ModelOutput output, int row, int tokens) {
    int[] labels = new int[tokens];
    double[] confidences = new double[tokens];
    for (int token = 0; token < tokens; token++) {
      double[] probabilities = Softmax.of(logits(output, output.offset(row), token));
      labels[token] = greatest(probabilities);
      confidences[token] = probabilities[labels[token]];
    }
    return new TokenLabels(labels, confidences);
  }

  private static double[] logits(ModelOutput output, int offset, int token) {
    return IntStream.range(0, output.width())
        .mapToDouble(label -> output.values()[offset + token * output.width() + label])
        .toArray();
  }

  private static int greatest(double[] values) {
    int greatest = 0;
    for (int index = 1; index < values.length; index++) {
      if (values[index] > values[greatest]) {
        greatest = index;
      }
    }
    return greatest;
  }

  boolean isFinite() {
    for (double confidence : confidences) {
      if (!Double.isFinite(confidence)) {
        return false;
      }
    }
    return true;
  }
}
