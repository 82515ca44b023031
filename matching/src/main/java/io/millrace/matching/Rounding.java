package io.millrace.matching;

/** The one rounding rule of scoring: four decimals, half up, at each level that is published. */
final class Rounding {
  private static final double STEPS = 10_000;

  private Rounding() {}

  static double round(double value) {
    return Math.round(value * STEPS) / STEPS;
  }
}
