package io.millrace.app.evaluate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.app.Json;

/**
 * How often answers of a confidence are right, in ten equal bins.
 *
 * <p>The expected calibration error is the mean distance of confidence and share of right answers,
 * weighed by the answers in each bin (Naeini and others 2015). Not threadsafe.
 */
final class CalibrationTable {
  private static final int BINS = 10;

  private final int[] answers = new int[BINS];
  private final int[] right = new int[BINS];
  private final double[] confidence = new double[BINS];

  /**
   * Counts one answer.
   *
   * @param stated its confidence, 0 to 1
   */
  void add(double stated, boolean isRight) {
    int bin = Math.min(BINS - 1, (int) (stated * BINS));
    answers[bin]++;
    confidence[bin] += stated;
    if (isRight) {
      right[bin]++;
    }
  }

  /** 0 to 1; 0 if there are no answers. */
  double expectedError() {
    double error = 0;
    int total = 0;
    for (int bin = 0; bin < BINS; bin++) {
      error += Math.abs(confidence[bin] - right[bin]);
      total += answers[bin];
    }
    return total == 0 ? 0 : error / total;
  }

  /** The bins that hold answers. */
  ArrayNode bins() {
    ArrayNode bins = Json.MAPPER.createArrayNode();
    for (int bin = 0; bin < BINS; bin++) {
      if (answers[bin] > 0) {
        bins.add(document(bin));
      }
    }
    return bins;
  }

  private ObjectNode document(int bin) {
    return Json.MAPPER
        .createObjectNode()
        .put("from", Rounding.of((double) bin / BINS))
        .put("to", Rounding.of((bin + 1.0) / BINS))
        .put("answers", answers[bin])
        .put("confidence", Rounding.of(confidence[bin] / answers[bin]))
        .put("right", Rounding.of((double) right[bin] / answers[bin]));
  }
}
