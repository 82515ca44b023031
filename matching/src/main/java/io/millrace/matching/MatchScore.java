package io.millrace.matching;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The scores of a pair of profiles, a and b.
 *
 * <p>Every number is rounded to four decimals, half up, and is computed from the rounded numbers of
 * the level below. So equal inputs give equal numbers to the bit, a change that does not show
 * changes nothing, and a reader can compute each number again from those that are stored.
 *
 * @param legend what the explanations of all matches have in common
 * @param harmonicMean 0 to 100: harmonic mean of both directions; 0 where one of them is 0
 * @param dimensionMeans dimension to the mean of both directions, 0 to 10; a dimension that is not
 *     built is absent
 * @param ab what b is worth to a
 * @param ba what a is worth to b
 */
public record MatchScore(
    ContextLegend legend,
    double harmonicMean,
    Map<Dimension, Double> dimensionMeans,
    DirectionScore ab,
    DirectionScore ba) {
  public MatchScore {
    dimensionMeans = Collections.unmodifiableMap(new EnumMap<>(dimensionMeans));
  }

  /** What b is worth to a, 0 to 100. */
  public double scoreAb() {
    return ab.score();
  }

  /** What a is worth to b, 0 to 100. */
  public double scoreBa() {
    return ba.score();
  }

  /** The explanation as JSON text for {@code match_context}, see {@link MatchContext}. */
  public String context() {
    return MatchContext.scored(this);
  }

  static MatchScore of(ContextLegend legend, DirectionScore ab, DirectionScore ba) {
    return new MatchScore(legend, harmonicMean(ab.score(), ba.score()), means(ab, ba), ab, ba);
  }

  private static double harmonicMean(double ab, double ba) {
    double sum = ab + ba;
    return sum > 0 ? Rounding.round(2 * ab * ba / sum) : 0;
  }

  private static Map<Dimension, Double> means(DirectionScore ab, DirectionScore ba) {
    Map<Dimension, Double> means = new EnumMap<>(Dimension.class);
    List<DimensionScore> forward = ab.dimensions();
    for (int index = 0; index < forward.size(); index++) {
      DimensionScore there = forward.get(index);
      double back = ba.dimensions().get(index).score();
      means.put(there.dimension(), Rounding.round((there.score() + back) / 2));
    }
    return means;
  }
}
