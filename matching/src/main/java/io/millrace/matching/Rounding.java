package io.millrace.matching;

import java.math.BigDecimal;

/** The one rounding rule of scoring: four decimals, half up, at each level that is published. */
final class Rounding {
  private static final double STEPS = 10_000;

  private Rounding() {}

  static double round(double value) {
    return Math.round(value * STEPS) / STEPS;
  }

  /** The number in decimals, without exponent and trailing zeros. */
  static String plain(double value) {
    return value == 0 ? "0" : BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }
}
