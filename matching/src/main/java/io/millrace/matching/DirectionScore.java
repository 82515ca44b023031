package io.millrace.matching;

import java.util.List;

/**
 * What one profile, the target, is worth to the other, the source.
 *
 * <p>The score is the harmonic mean of the dimensions by their weights, times ten. A dimension that
 * is not built is left out, and the weights of the others count as if they were all. A dimension
 * below {@value #DIMENSION_FLOOR} counts as that much, so that a zero neither divides by zero nor
 * hides what the other dimensions say.
 *
 * @param score 0 to 100, four decimals
 * @param dimensions those that are built, in the order of {@link Dimension}
 */
public record DirectionScore(double score, List<DimensionScore> dimensions) {
  /** The least that a dimension counts in the harmonic mean. */
  static final double DIMENSION_FLOOR = 0.01;

  public DirectionScore {
    dimensions = List.copyOf(dimensions);
  }

  static DirectionScore of(List<DimensionScore> dimensions) {
    double weights = 0;
    double reciprocals = 0;
    for (DimensionScore dimension : dimensions) {
      weights += dimension.weight();
      reciprocals += dimension.weight() / Math.max(dimension.score(), DIMENSION_FLOOR);
    }
    return new DirectionScore(Rounding.round(10 * weights / reciprocals), dimensions);
  }
}
