package io.millrace.app.pairs;

import java.util.Arrays;
import java.util.Random;

/**
 * Area under the ROC curve: the probability that a related pair lies above an unrelated one, ties
 * counting half. 0.5 is a coin.
 *
 * @param area 0 to 1
 * @param low lower end of the interval that holds 95 % of bootstrap samples
 * @param high its upper end
 */
public record RocArea(double area, double low, double high) {
  private static final int SAMPLES = 1_000;
  private static final int SEED = 17;
  private static final double TAIL = 0.025;

  /**
   * Measures figures; the same ones always give the same area and interval.
   *
   * @param related figures of related pairs, at least one
   * @param unrelated figures of unrelated pairs, at least one
   */
  static RocArea of(double[] related, double[] unrelated) {
    Random random = new Random(SEED);
    double[] areas = new double[SAMPLES];
    for (int sample = 0; sample < SAMPLES; sample++) {
      areas[sample] = area(drawn(related, random), drawn(unrelated, random));
    }
    Arrays.sort(areas);
    int tail = (int) (TAIL * SAMPLES);
    return new RocArea(area(related, unrelated), areas[tail], areas[SAMPLES - 1 - tail]);
  }

  /** The area alone. */
  static double area(double[] related, double[] unrelated) {
    double[] below = unrelated.clone();
    Arrays.sort(below);
    double sum = 0;
    for (double figure : related) {
      sum += (countBelow(below, figure) + countBelow(below, Math.nextUp(figure))) / 2.0;
    }
    return sum / ((double) related.length * unrelated.length);
  }

  private static int countBelow(double[] sorted, double figure) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < figure) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static double[] drawn(double[] figures, Random random) {
    double[] drawn = new double[figures.length];
    for (int index = 0; index < drawn.length; index++) {
      drawn[index] = figures[random.nextInt(figures.length)];
    }
    return drawn;
  }
}
