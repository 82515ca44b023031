package io.millrace.matching;

import java.util.List;
import java.util.Map;

/**
 * Scores the status of the target's membership by a table; a status that is unknown is neutral.
 *
 * @param levels status in lower case to its score
 * @param weight of the factor
 */
record Membership(Map<String, Double> levels, double weight) implements FactorScorer {
  @Override
  public FactorScore score(ScoringProfile source, ScoringProfile target) {
    List<String> status = target.names(ScoringInput.MEMBERSHIP_STATUS);
    Double level = status == null || status.isEmpty() ? null : levels.get(status.get(0));
    return level == null
        ? FactorScore.neutral(Factor.MEMBERSHIP, weight)
        : FactorScore.measured(Factor.MEMBERSHIP, level, level, weight, Method.MEASURED);
  }
}
