package io.millrace.matching;

import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * By what rules pairs are scored: one set for each generation, since the calibration is that of its
 * embedding model.
 *
 * @param inputs what the plan names; a factor whose inputs are not all named is not scored
 * @param dimensionWeights share of each dimension, 0 or more; what is missing has its default
 * @param factorWeights weights within the dimensions; what is missing has its default
 * @param thresholds numbers within the formulas; what is missing has its default
 * @param membershipLevels status in lower case to its score, 0 to 10; another one is neutral
 * @param offerTypes what types of offers are worth to each other
 * @param contentStyles what styles of content are worth to each other
 * @param aggregation how dimensions become one score
 * @param calibration curve of the generation's embedding model
 */
public record ScoringRules(
    Set<ScoringInput> inputs,
    Map<Dimension, Double> dimensionWeights,
    Map<Factor, FactorWeight> factorWeights,
    Map<Threshold, Double> thresholds,
    Map<String, Double> membershipLevels,
    PairTable offerTypes,
    PairTable contentStyles,
    Aggregation aggregation,
    Calibration calibration) {
  private static final Map<Dimension, Double> SEED_WEIGHTS =
      Map.of(
          Dimension.INTENT, 0.45,
          Dimension.SYNERGY, 0.25,
          Dimension.MOMENTUM, 0.20,
          Dimension.CONTEXT, 0.10);

  /** What the status of a membership is worth; ours, see decision 21. */
  public static final Map<String, Double> MEMBERSHIP_LEVELS =
      Map.of("active", 10.0, "trial", 6.0, "paused", 4.0, "lapsed", 3.0, "cancelled", 1.0);

  public ScoringRules {
    inputs = Collections.unmodifiableSet(copy(inputs));
    dimensionWeights = complete(dimensionWeights);
    factorWeights = completeFactors(factorWeights);
    thresholds = completeThresholds(thresholds);
    membershipLevels = Map.copyOf(membershipLevels);
  }

  /** The seeds' rules for a plan that names every input (seeds 000 §4.1 and 001 §1.3). */
  public static ScoringRules defaults(Calibration calibration) {
    return new ScoringRules(
        EnumSet.allOf(ScoringInput.class),
        Map.of(),
        Map.of(),
        Map.of(),
        MEMBERSHIP_LEVELS,
        PairTable.OFFER_TYPES,
        PairTable.CONTENT_STYLES,
        Aggregation.HARMONIC,
        calibration);
  }

  double weight(Dimension dimension) {
    return dimensionWeights.getOrDefault(dimension, 0.0);
  }

  FactorWeight weight(Factor factor) {
    return factorWeights.getOrDefault(factor, factor.defaultWeight());
  }

  double threshold(Threshold threshold) {
    return thresholds.getOrDefault(threshold, threshold.standard());
  }

  private static Set<ScoringInput> copy(Set<ScoringInput> inputs) {
    Set<ScoringInput> copy = EnumSet.noneOf(ScoringInput.class);
    copy.addAll(inputs);
    return copy;
  }

  private static Map<Dimension, Double> complete(Map<Dimension, Double> given) {
    Map<Dimension, Double> weights = new EnumMap<>(SEED_WEIGHTS);
    weights.putAll(given);
    weights.forEach((dimension, weight) -> Weights.require(dimension.planName(), weight));
    return Collections.unmodifiableMap(weights);
  }

  private static Map<Factor, FactorWeight> completeFactors(Map<Factor, FactorWeight> given) {
    Map<Factor, FactorWeight> weights = new EnumMap<>(Factor.class);
    for (Factor factor : Factor.values()) {
      weights.put(factor, given.getOrDefault(factor, factor.defaultWeight()));
    }
    return Collections.unmodifiableMap(weights);
  }

  private static Map<Threshold, Double> completeThresholds(Map<Threshold, Double> given) {
    Map<Threshold, Double> thresholds = new EnumMap<>(Threshold.class);
    for (Threshold threshold : Threshold.values()) {
      double value = given.getOrDefault(threshold, threshold.standard());
      threshold.require(value);
      thresholds.put(threshold, value);
    }
    return Collections.unmodifiableMap(thresholds);
  }
}
