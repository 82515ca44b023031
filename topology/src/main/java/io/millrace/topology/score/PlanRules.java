package io.millrace.topology.score;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.matching.Aggregation;
import io.millrace.matching.Calibration;
import io.millrace.matching.Dimension;
import io.millrace.matching.Factor;
import io.millrace.matching.FactorWeight;
import io.millrace.matching.PairTable;
import io.millrace.matching.ScoringInput;
import io.millrace.matching.ScoringRules;
import io.millrace.matching.Threshold;
import io.millrace.plan.CalibrationPoint;
import io.millrace.plan.FactorWeights;
import io.millrace.plan.MatchPlan;
import io.millrace.plan.PairScores;
import io.millrace.plan.PlanReader;
import io.millrace.plan.ScoringPlan;
import io.millrace.schemas.InputHash;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads a plan's scoring rules; what the plan leaves out is as scoring's defaults. */
public final class PlanRules {
  private static final int FINGERPRINT_DIGITS = 16;

  private PlanRules() {}

  /**
   * The rules of a plan's matches.
   *
   * @param embeddingModel the generation's model, whose calibration is taken: the plan's own, else
   *     that of the plan that ships, else cosine times ten
   */
  public static ScoringRules of(MatchPlan plan, String embeddingModel) {
    ScoringPlan scoring = plan.scoring();
    return new ScoringRules(
        inputs(plan),
        dimensions(scoring),
        factors(scoring),
        thresholds(scoring),
        scoring.membershipLevels().isEmpty()
            ? ScoringRules.MEMBERSHIP_LEVELS
            : scoring.membershipLevels(),
        scoring.offerTypePairs().map(PlanRules::pairs).orElse(PairTable.OFFER_TYPES),
        scoring.contentStylePairs().map(PlanRules::pairs).orElse(PairTable.CONTENT_STYLES),
        Aggregation.named(scoring.aggregation()).orElse(Aggregation.HARMONIC),
        calibration(scoring, embeddingModel));
  }

  /**
   * Stands for the rules: the same in every process, another one if the plan's text of them says
   * anything else.
   *
   * @param calibration that is taken, which may be the one that ships
   */
  static long fingerprint(MatchPlan plan, Calibration calibration) {
    String rules = plan.inputs() + "\n" + plan.scoring() + "\n" + calibration;
    String digest = InputHash.md5(rules.getBytes(UTF_8));
    return Long.parseUnsignedLong(digest.substring(0, FINGERPRINT_DIGITS), 16);
  }

  private static Set<ScoringInput> inputs(MatchPlan plan) {
    Set<ScoringInput> inputs = EnumSet.noneOf(ScoringInput.class);
    plan.inputs().keySet().forEach(name -> ScoringInput.named(name).ifPresent(inputs::add));
    return inputs;
  }

  private static Map<Dimension, Double> dimensions(ScoringPlan scoring) {
    Map<Dimension, Double> weights = new EnumMap<>(Dimension.class);
    for (Dimension dimension : Dimension.values()) {
      Double weight = scoring.weights().get(dimension.planName());
      if (weight != null) {
        weights.put(dimension, weight);
      }
    }
    return weights;
  }

  private static Map<Factor, FactorWeight> factors(ScoringPlan scoring) {
    Map<Factor, FactorWeight> weights = new EnumMap<>(Factor.class);
    for (Factor factor : Factor.values()) {
      FactorWeights weight = scoring.factors().get(factor.planName());
      if (weight != null) {
        weights.put(factor, new FactorWeight(weight.semantic(), weight.overlap()));
      }
    }
    return weights;
  }

  private static Map<Threshold, Double> thresholds(ScoringPlan scoring) {
    Map<Threshold, Double> thresholds = new EnumMap<>(Threshold.class);
    for (Threshold threshold : Threshold.values()) {
      Double value = scoring.thresholds().get(threshold.planName());
      if (value != null) {
        thresholds.put(threshold, value);
      }
    }
    return thresholds;
  }

  private static PairTable pairs(PairScores scores) {
    return new PairTable(
        scores.pairs().stream()
            .map(pair -> new PairTable.Pair(pair.one(), pair.other(), pair.score()))
            .toList(),
        scores.other(),
        scores.shared());
  }

  private static Calibration calibration(ScoringPlan scoring, String embeddingModel) {
    List<CalibrationPoint> points = scoring.calibration().get(embeddingModel);
    if (points == null) {
      points = Shipped.CURVES.get(embeddingModel);
    }
    if (points == null) {
      return Calibration.PROPORTIONAL;
    }
    return new Calibration(
        points.stream()
            .map(point -> new Calibration.Point(point.cosine(), point.score()))
            .toList());
  }

  /** Read once, and only where a plan leaves a curve out. */
  private static final class Shipped {
    static final Map<String, List<CalibrationPoint>> CURVES =
        PlanReader.readDefault()
            .matches()
            .map(matches -> matches.scoring().calibration())
            .orElse(Map.of());
  }
}
