package io.millrace.matching;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How the dimensions of one direction become one score: a mean by weight.
 *
 * <p>A dimension below {@value #FLOOR} counts as that much in the harmonic and the geometric mean,
 * so that a zero neither divides by zero nor hides what the other dimensions say.
 */
public enum Aggregation {
  /** Punishes a weak dimension most; the default (seeds 001 §1.1 and 003). */
  HARMONIC,
  /** Punishes a weak dimension less. */
  GEOMETRIC,
  /** The weighted average: a strong dimension makes up for a weak one. */
  WEIGHTED;

  // Written for each match: not made anew each time.
  private final String lowerCase = name().toLowerCase(Locale.ROOT);

  /** The least that a dimension counts. */
  static final double FLOOR = 0.01;

  /**
   * The mean, 0 to 10, not rounded.
   *
   * @param dimensions scores and weights, of which one at least is above 0
   */
  public double mean(List<DimensionScore> dimensions) {
    double sum = 0;
    double weights = 0;
    for (DimensionScore dimension : dimensions) {
      sum += dimension.weight() * transformed(dimension.score());
      weights += dimension.weight();
    }
    return Math.min(10, Math.max(0, back(sum / weights)));
  }

  private double transformed(double score) {
    return switch (this) {
      case HARMONIC -> 1 / Math.max(score, FLOOR);
      case GEOMETRIC -> Math.log(Math.max(score, FLOOR));
      case WEIGHTED -> score;
    };
  }

  private double back(double mean) {
    return switch (this) {
      case HARMONIC -> 1 / mean;
      case GEOMETRIC -> Math.exp(mean);
      case WEIGHTED -> mean;
    };
  }

  /** The name in a plan and in an explanation. */
  public String planName() {
    return lowerCase;
  }

  /** The aggregation of that name in a plan; empty where there is none. */
  public static Optional<Aggregation> named(String planName) {
    for (Aggregation aggregation : values()) {
      if (aggregation.planName().equals(planName)) {
        return Optional.of(aggregation);
      }
    }
    return Optional.empty();
  }
}
