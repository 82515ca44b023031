package io.millrace.app.pairs;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Plain figures of samples. */
final class Means {
  private static final double STEPS = 10_000;

  private Means() {}

  /** The mean; NaN of nothing. */
  static double of(double[] figures) {
    return Arrays.stream(figures).average().orElse(Double.NaN);
  }

  /** Four decimals; null stays null, and NaN becomes it. */
  static @Nullable Double rounded(@Nullable Double figure) {
    return figure == null || figure.isNaN() ? null : (Double) (Math.round(figure * STEPS) / STEPS);
  }
}
