package io.millrace.matching;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * By what rules pairs are scored: one set for each generation, since the calibration is that of its
 * embedding model.
 *
 * @param dimensionWeights share of each dimension, 0 or more; all four are given, also those that
 *     are not built yet
 * @param synergy weights within synergy
 * @param calibration curve of the generation's embedding model
 */
public record ScoringRules(
    Map<Dimension, Double> dimensionWeights, SynergyWeights synergy, Calibration calibration) {
  public ScoringRules {
    if (dimensionWeights.size() != Dimension.values().length) {
      throw new IllegalArgumentException(
          "Scoring needs a weight for each of the dimensions intent, synergy, momentum and context");
    }
    dimensionWeights.forEach((dimension, weight) -> Weights.require(dimension.planName(), weight));
    dimensionWeights = Collections.unmodifiableMap(new EnumMap<>(dimensionWeights));
  }

  /** The weights of seeds 000 §4.1 and 001 §1.3. */
  public static ScoringRules defaults(Calibration calibration) {
    return new ScoringRules(
        Map.of(
            Dimension.INTENT, 0.45,
            Dimension.SYNERGY, 0.25,
            Dimension.MOMENTUM, 0.20,
            Dimension.CONTEXT, 0.10),
        SynergyWeights.DEFAULT,
        calibration);
  }

  double weight(Dimension dimension) {
    return dimensionWeights.getOrDefault(dimension, 0.0);
  }
}
