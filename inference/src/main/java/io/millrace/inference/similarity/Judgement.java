package io.millrace.inference.similarity;

/**
 * How labels relate to each other, and with it how evidence becomes a confidence.
 *
 * <p>The numbers were fitted by logistic regression (Platt 1999) on the tuning part of the labelled
 * profiles; docs/accuracy.md has the figures and the calibration tables.
 */
public enum Judgement {
  /** Each label is judged by itself, and any number of them may fit: what somebody sells. */
  EACH(1, 0.7, -1.59),
  /** One label fits best and a few more may fit too: a market niche. */
  FEW(1.5, 0.54, 1.25),
  /** One label fits best: a style. */
  ONE(1, 1, 0.5);

  private final double sharpness;
  private final double slope;
  private final double offset;

  Judgement(double sharpness, double slope, double offset) {
    this.sharpness = sharpness;
    this.slope = slope;
    this.offset = offset;
  }

  /** The factor of the evidence before it becomes shares of 1. */
  double sharpness() {
    return sharpness;
  }

  /** The confidence, 0 to 1, that belongs to log-odds of any size. */
  double confidence(double logOdds) {
    return 1 / (1 + Math.exp(-(slope * logOdds + offset)));
  }
}
