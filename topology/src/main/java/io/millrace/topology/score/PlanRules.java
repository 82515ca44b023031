package io.millrace.topology.score;

import io.millrace.matching.Calibration;
import io.millrace.matching.Dimension;
import io.millrace.matching.ScoringRules;
import io.millrace.matching.SynergyWeights;
import io.millrace.matching.TextWeights;
import io.millrace.plan.CalibrationPoint;
import io.millrace.plan.FactorWeights;
import io.millrace.plan.MatchPlan;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a plan's scoring rules; what the plan leaves out is as scoring's defaults. */
final class PlanRules {
  private PlanRules() {}

  static ScoringRules of(MatchPlan plan, String embeddingModel) {
    ScoringRules defaults = ScoringRules.defaults(calibration(plan, embeddingModel));
    Map<Dimension, Double> weights = new EnumMap<>(defaults.dimensionWeights());
    for (Dimension dimension : Dimension.values()) {
      weights.computeIfPresent(
          dimension, (same, weight) -> plan.weights().getOrDefault(dimension.planName(), weight));
    }
    return new ScoringRules(weights, synergy(plan), defaults.calibration());
  }

  private static SynergyWeights synergy(MatchPlan plan) {
    SynergyWeights defaults = SynergyWeights.DEFAULT;
    return new SynergyWeights(
        texts(plan.synergy().get("offering_seeking"), defaults.offeringSeeking()),
        texts(plan.synergy().get("audience_alignment"), defaults.audienceAlignment()),
        single(plan.synergy().get("revenue_compat"), defaults.revenueCompat()),
        single(plan.synergy().get("platform_overlap"), defaults.platformOverlap()));
  }

  private static TextWeights texts(@Nullable FactorWeights weights, TextWeights otherwise) {
    return weights == null ? otherwise : new TextWeights(weights.semantic(), weights.overlap());
  }

  private static double single(@Nullable FactorWeights weights, double otherwise) {
    return weights == null ? otherwise : weights.overlap();
  }

  private static Calibration calibration(MatchPlan plan, String embeddingModel) {
    List<CalibrationPoint> points = plan.calibration().get(embeddingModel);
    if (points == null) {
      return Calibration.shipped().getOrDefault(embeddingModel, Calibration.PROPORTIONAL);
    }
    return new Calibration(
        points.stream()
            .map(point -> new Calibration.Point(point.cosine(), point.score()))
            .toList());
  }
}
