package io.millrace.matching;

import java.util.Locale;

/** Numbers within the formulas of factors that a plan may set. */
public enum Threshold {
  /** Score of something that is known not to be there, 0 to 10. */
  ABSENT(3, 10),
  /** Score of momentum where nothing is known of it, 0 to 10 (seed 003). */
  MOMENTUM_FLOOR(3.55, 10),
  /** Joint ventures that say all. */
  JV_HISTORY_FULL(3, Double.MAX_VALUE),
  /** Ways to get in touch that say all. */
  CONTACT_FULL(2, Double.MAX_VALUE),
  /** Engagement that says all; the top of the host's scale. */
  ENGAGEMENT_FULL(1, Double.MAX_VALUE),
  /** Followers that say all. */
  SOCIAL_REACH_FULL(100_000, Double.MAX_VALUE),
  /** Subscribers that say all. */
  LIST_SIZE_FULL(100_000, Double.MAX_VALUE),
  /** Least confidence of an offer type that counts, 0 to 1 (seed 000 §4.2). */
  OFFER_TYPE_CONFIDENCE(0.5, 1);

  private final double standard;
  private final double greatest;

  Threshold(double standard, double greatest) {
    this.standard = standard;
    this.greatest = greatest;
  }

  /** The value where a plan gives none. */
  public double standard() {
    return standard;
  }

  /** The name in a plan. */
  public String planName() {
    return name().toLowerCase(Locale.ROOT);
  }

  void require(double value) {
    boolean isAmount = greatest == Double.MAX_VALUE;
    if (!(value <= greatest && (isAmount ? value > 0 : value >= 0))) {
      throw new IllegalArgumentException(
          "The threshold '"
              + planName()
              + "' is "
              + value
              + "; use "
              + (isAmount ? "a number above 0" : "0 to " + greatest));
    }
  }
}
