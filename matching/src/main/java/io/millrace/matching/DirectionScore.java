package io.millrace.matching;

import java.util.List;

/**
 * What one profile, the target, is worth to the other, the source.
 *
 * <p>The score is the mean of the dimensions by the plan's {@link Aggregation}, times ten. A
 * dimension that is not built is left out, and the weights of the others count as if they were all.
 *
 * @param score 0 to 100, four decimals
 * @param dimensions those that are built, in the order of {@link Dimension}
 */
public record DirectionScore(double score, List<DimensionScore> dimensions) {
  public DirectionScore {
    dimensions = List.copyOf(dimensions);
  }

  static DirectionScore of(Aggregation aggregation, List<DimensionScore> dimensions) {
    return new DirectionScore(Rounding.round(10 * aggregation.mean(dimensions)), dimensions);
  }
}
