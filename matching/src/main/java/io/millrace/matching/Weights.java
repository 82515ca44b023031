package io.millrace.matching;

/** Checks of weights. */
final class Weights {
  // Beyond these, sums of weighted scores could overflow or vanish.
  private static final double LEAST = 1e-6;
  private static final double GREATEST = 1e6;

  private Weights() {}

  static void require(String name, double weight) {
    if (!(weight == 0 || (weight >= LEAST && weight <= GREATEST))) {
      throw new IllegalArgumentException(
          "The weight '" + name + "' is " + weight + "; use 0, or a number of 0.000001 to 1000000");
    }
  }
}
