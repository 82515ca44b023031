package io.millrace.matching;

import java.util.List;

/**
 * The score of one dimension in one direction: the weighted mean of its factors.
 *
 * @param dimension which
 * @param score 0 to 10, four decimals; the middle where no factor has a weight
 * @param weight its share among the dimensions, 0 or more
 * @param factors in their fixed order
 */
public record DimensionScore(
    Dimension dimension, double score, double weight, List<FactorScore> factors) {
  public DimensionScore {
    factors = List.copyOf(factors);
  }

  static DimensionScore of(Dimension dimension, double weight, List<FactorScore> factors) {
    double sum = 0;
    double weights = 0;
    for (FactorScore factor : factors) {
      sum += factor.weight() * factor.score();
      weights += factor.weight();
    }
    double score = weights > 0 ? Rounding.round(sum / weights) : FactorScore.NEUTRAL_SCORE;
    return new DimensionScore(dimension, score, weight, factors);
  }
}
