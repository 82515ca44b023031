package io.millrace.matching;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Scores one dimension in one direction. Immutable; never fails.
 *
 * @param weight the dimension's share, 0 or more
 * @param factors in the order of {@link Factor}, at least one
 */
record DimensionScorer(Dimension dimension, double weight, List<FactorScorer> factors) {
  DimensionScorer {
    factors = List.copyOf(factors);
  }

  DimensionScore score(ScoringProfile source, ScoringProfile target) {
    List<FactorScore> scores = new ArrayList<>(factors.size());
    for (FactorScorer factor : factors) {
      @Nullable FactorScore score = factor.score(source, target);
      if (score != null) {
        scores.add(score);
      }
    }
    return DimensionScore.of(dimension, weight, scores);
  }
}
