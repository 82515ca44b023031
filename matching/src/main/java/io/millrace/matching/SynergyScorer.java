package io.millrace.matching;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Scores synergy (seed 000 §4.1): what is sought against what is offered, both audiences, revenue
 * tiers, platforms.
 *
 * <p>Texts: the calibrated cosine, or 10 × the seed's word overlap. Where the seeds only name a
 * factor, the formula is ours:
 *
 * <ul>
 *   <li>Revenue: 10 − 2.5 × steps between the tiers, 10 to 0. Equal tiers promote each other at eye
 *       level; the farther apart, the less one has for the other. Two steps are the middle, which
 *       is what a missing tier counts as.
 *   <li>Platforms: 2.5 + 2.5 × shared platforms, 2.5 to 10. One shared platform is enough to work
 *       on and counts as the middle; the third says all; none still leaves other ways to promote.
 * </ul>
 *
 * Missing data on either side gives 5.0, method {@code neutral}.
 */
final class SynergyScorer implements DimensionScorer {
  private static final double HIGHEST = 10;
  private static final double TIER_STEP = 2.5;
  private static final double NO_PLATFORM = 2.5;
  private static final double PLATFORM_STEP = 2.5;

  private final double dimensionWeight;
  private final SynergyWeights weights;
  private final TextComparison offeringSeeking;
  private final TextComparison audienceAlignment;

  SynergyScorer(ScoringRules rules) {
    this.dimensionWeight = rules.weight(Dimension.SYNERGY);
    this.weights = rules.synergy();
    this.offeringSeeking =
        new TextComparison(Factor.OFFERING_SEEKING, weights.offeringSeeking(), rules.calibration());
    this.audienceAlignment =
        new TextComparison(
            Factor.AUDIENCE_ALIGNMENT, weights.audienceAlignment(), rules.calibration());
  }

  @Override
  public Dimension dimension() {
    return Dimension.SYNERGY;
  }

  @Override
  public DimensionScore score(ScoringProfile source, ScoringProfile target) {
    boolean sameModel = source.embeddingFingerprint().equals(target.embeddingFingerprint());
    return DimensionScore.of(
        Dimension.SYNERGY,
        dimensionWeight,
        List.of(
            offeringSeeking.score(source.seeking(), target.offering(), sameModel),
            audienceAlignment.score(source.audience(), target.audience(), sameModel),
            revenue(source.revenueTier(), target.revenueTier()),
            platforms(source.platforms(), target.platforms())));
  }

  private FactorScore revenue(@Nullable RevenueTier one, @Nullable RevenueTier other) {
    if (one == null || other == null) {
      return FactorScore.neutral(Factor.REVENUE_COMPAT, weights.revenueCompat());
    }
    double steps = one.distance(other);
    return FactorScore.measured(
        Factor.REVENUE_COMPAT,
        steps,
        HIGHEST - TIER_STEP * steps,
        weights.revenueCompat(),
        Method.ORDINAL);
  }

  private FactorScore platforms(Set<String> one, Set<String> other) {
    if (one.isEmpty() || other.isEmpty()) {
      return FactorScore.neutral(Factor.PLATFORM_OVERLAP, weights.platformOverlap());
    }
    double shared = 0;
    for (String platform : one) {
      shared += other.contains(platform) ? 1 : 0;
    }
    return FactorScore.measured(
        Factor.PLATFORM_OVERLAP,
        shared,
        Math.min(HIGHEST, NO_PLATFORM + PLATFORM_STEP * shared),
        weights.platformOverlap(),
        Method.OVERLAP);
  }
}
