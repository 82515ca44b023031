package io.millrace.matching;

/**
 * Scores how near both revenue tiers are: 10 − 2.5 × steps between them, 10 to 0.
 *
 * <p>Equal tiers promote each other at eye level; the farther apart, the less one has for the
 * other. Two steps are the middle, which is what an unknown tier counts as.
 *
 * @param weight of the factor
 */
record TierDistance(double weight) implements FactorScorer {
  private static final double STEP = 2.5;

  @Override
  public FactorScore score(ScoringProfile source, ScoringProfile target) {
    Double one = source.number(ScoringInput.REVENUE_TIER);
    Double other = target.number(ScoringInput.REVENUE_TIER);
    if (one == null || other == null) {
      return FactorScore.neutral(Factor.REVENUE_COMPAT, weight);
    }
    double steps = Math.abs(one - other);
    return FactorScore.measured(
        Factor.REVENUE_COMPAT, steps, Math.max(0, 10 - STEP * steps), weight, Method.ORDINAL);
  }
}
