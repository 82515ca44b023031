package io.millrace.app.evaluate;

/** Rounds figures of reports. */
final class Rounding {
  private static final double DECIMALS = 10_000;

  private Rounding() {}

  /** Four decimals. */
  static double of(double figure) {
    return Math.round(figure * DECIMALS) / DECIMALS;
  }
}
