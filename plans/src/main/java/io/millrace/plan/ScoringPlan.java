package io.millrace.plan;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * By what numbers pairs are scored; what is missing is as scoring ships it.
 *
 * @param weights dimension (see {@link ScoringNames#DIMENSIONS}) to its share, 0 or more, not all 0
 * @param factors factor (see {@link ScoringNames#FACTORS}) to its weights
 * @param thresholds threshold within a formula (see {@link ScoringNames}) to its value
 * @param membershipLevels status in lower case to its score, 0 to 10; empty: scoring's own
 * @param offerTypePairs what types of offers are worth to each other; empty: scoring's own
 * @param contentStylePairs what styles of content are worth to each other; empty: scoring's own
 * @param aggregation one of {@link ScoringNames#AGGREGATIONS}
 * @param calibration embedding model to its curve, by ascending cosine; a model that is missing has
 *     the curve of the plan that ships, else the cosine times ten
 */
public record ScoringPlan(
    Map<String, Double> weights,
    Map<String, FactorWeights> factors,
    Map<String, Double> thresholds,
    Map<String, Double> membershipLevels,
    Optional<PairScores> offerTypePairs,
    Optional<PairScores> contentStylePairs,
    String aggregation,
    Map<String, List<CalibrationPoint>> calibration) {
  public ScoringPlan {
    weights = ordered(weights);
    factors = ordered(factors);
    thresholds = ordered(thresholds);
    membershipLevels = ordered(membershipLevels);
    calibration = ordered(calibration);
  }

  private static <V> Map<String, V> ordered(Map<String, V> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }
}
