package io.millrace.matching;

import java.math.BigDecimal;

/** The one rounding rule of scoring: four decimals, half up, at each level that is published. */
final class Rounding {
  private static final double STEPS = 10_000;

  /** Whole steps up to here are exact in a double. */
  private static final long EXACT = 1L << 52;

  private Rounding() {}

  static double round(double value) {
    return Math.round(value * STEPS) / STEPS;
  }

  /** The number in decimals, without exponent and trailing zeros. */
  static String plain(double value) {
    return append(new StringBuilder(), value).toString();
  }

  /** Appends the number in decimals, without exponent and trailing zeros. */
  static StringBuilder append(StringBuilder text, double value) {
    long steps = Math.round(value * STEPS);
    if (steps / STEPS != value || steps > EXACT || steps < -EXACT) {
      return text.append(BigDecimal.valueOf(value).stripTrailingZeros().toPlainString());
    }
    if (steps < 0) {
      text.append('-');
    }
    long absolute = Math.abs(steps);
    text.append(absolute / (long) STEPS);
    return appendDecimals(text, (int) (absolute % (long) STEPS));
  }

  private static StringBuilder appendDecimals(StringBuilder text, int decimals) {
    if (decimals > 0) {
      text.append('.');
    }
    int rest = decimals;
    for (int step = (int) STEPS / 10; rest > 0; step /= 10) {
      text.append((char) ('0' + rest / step));
      rest %= step;
    }
    return text;
  }
}
