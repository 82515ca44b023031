package io.millrace.matching;

import java.util.Collection;

/**
 * Scores how many content platforms both use: 2.5 + 2.5 × number, 2.5 to 10.
 *
 * <p>One shared platform is enough to work on and counts as the middle; the third says all; none
 * still leaves other ways to promote. Unknown platforms are neutral.
 *
 * @param weight of the factor
 */
record SharedPlatforms(double weight) implements FactorScorer {
  private static final double NONE = 2.5;
  private static final double STEP = 2.5;

  @Override
  public FactorScore score(ScoringProfile source, ScoringProfile target) {
    Collection<String> one = source.names(ScoringInput.PLATFORMS);
    Collection<String> other = target.names(ScoringInput.PLATFORMS);
    if (one == null || other == null) {
      return FactorScore.neutral(Factor.PLATFORM_OVERLAP, weight);
    }
    double shared = shared(one, other);
    return FactorScore.measured(
        Factor.PLATFORM_OVERLAP,
        shared,
        Math.min(10, NONE + STEP * shared),
        weight,
        Method.OVERLAP);
  }

  static int shared(Collection<String> one, Collection<String> other) {
    int shared = 0;
    for (String name : one) {
      shared += other.contains(name) ? 1 : 0;
    }
    return shared;
  }
}
