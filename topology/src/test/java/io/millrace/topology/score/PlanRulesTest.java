package io.millrace.topology.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.millrace.matching.Aggregation;
import io.millrace.matching.Calibration;
import io.millrace.matching.Dimension;
import io.millrace.matching.Factor;
import io.millrace.matching.MatchScorer;
import io.millrace.matching.ScoringInput;
import io.millrace.matching.ScoringProfile;
import io.millrace.matching.ScoringRules;
import io.millrace.matching.Threshold;
import io.millrace.plan.MatchPlan;
import io.millrace.plan.PlanReader;
import io.millrace.plan.ScoringNames;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.util.DoubleComparator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The plan and scoring know each other by names alone; here both are held together. */
class PlanRulesTest {
  private static final MatchPlan PLAN = PlanReader.readDefault().matches().orElseThrow();
  private static final MatchPlan OWN_NUMBERS =
      PlanReader.read(
              """
              version: 1
              embedding_model: m
              tables: { people: { key: id, embed: { v: { from: [wants] } } } }
              matches:
                table: pairs
                key: id
                a: l
                b: r
                of: people
                inputs: { list_size: subscribers, website: site, membership_status: status }
                weights: { intent: 1, momentum: 3 }
                aggregation: weighted
                intent: { website: 1, membership: 3 }
                thresholds: { absent: 1, momentum_floor: 2, list_size_full: 9 }
                membership_levels: { Gold: 9 }
              """,
              "test")
          .matches()
          .orElseThrow();

  @Test
  void shouldNameInPlansWhatScoringKnows() {
    assertThat(ScoringNames.INPUTS)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(ScoringInput.values()).map(ScoringInput::planName).toList());
    for (Dimension dimension : Dimension.values()) {
      assertThat(ScoringNames.FACTORS.get(dimension.planName()))
          .containsExactlyInAnyOrderElementsOf(
              Arrays.stream(Factor.values())
                  .filter(factor -> factor.dimension() == dimension)
                  .map(Factor::planName)
                  .toList());
    }
    assertThat(ScoringNames.AGGREGATIONS)
        .isEqualTo(Arrays.stream(Aggregation.values()).map(Aggregation::planName).toList());
  }

  @Test
  void shouldBoundThresholdsInPlansAsScoringDoes() {
    for (Threshold threshold : Threshold.values()) {
      Double greatest = ScoringNames.BOUNDED_THRESHOLDS.get(threshold.planName());
      assertThat(greatest != null)
          .isNotEqualTo(ScoringNames.AMOUNT_THRESHOLDS.contains(threshold.planName()));
      if (greatest != null) {
        assertThatIllegalArgumentException()
            .isThrownBy(() -> rules(Map.of(threshold, greatest + 0.1)));
        assertThat(rules(Map.of(threshold, greatest)).thresholds())
            .containsEntry(threshold, greatest);
      }
    }
  }

  @Test
  void shouldShipAPlanThatHoldsScoringsDefaults() {
    ScoringRules rules = PlanRules.of(PLAN, "sentence-transformers/all-MiniLM-L6-v2");
    ScoringRules defaults = ScoringRules.defaults(Calibration.PROPORTIONAL);

    assertThat(rules.inputs()).isEqualTo(defaults.inputs());
    assertThat(rules.dimensionWeights()).isEqualTo(defaults.dimensionWeights());
    assertThat(rules.factorWeights()).isEqualTo(defaults.factorWeights());
    assertThat(rules.thresholds()).isEqualTo(defaults.thresholds());
    assertThat(rules.membershipLevels()).isEqualTo(defaults.membershipLevels());
    assertThat(rules.aggregation()).isEqualTo(defaults.aggregation());
    assertThat(rules.offerTypes()).isEqualTo(defaults.offerTypes());
    assertThat(rules.contentStyles()).isEqualTo(defaults.contentStyles());
  }

  @ParameterizedTest
  // MiniLM as fitted to the tuning pairs, bge-small likewise, bge-large as seed 003 gives it;
  // halfway
  // between two points half of their scores.
  @CsvSource({
    "sentence-transformers/all-MiniLM-L6-v2, 0.14 0.22 0.30 0.43 0.64",
    "BAAI/bge-small-en-v1.5, 0.53 0.575 0.62 0.71 0.83",
    "BAAI/bge-large-en-v1.5, 0.53 0.59 0.65 0.75 0.90"
  })
  void shouldTakeTheCurveOfTheShippedPlanWhereAPlanGivesNone(String model, String cosines) {
    Calibration calibration = PlanRules.of(OWN_NUMBERS, model).calibration();

    assertThat(Stream.of(cosines.split(" ")).map(Double::valueOf).map(calibration::score))
        .usingComparatorForType(new DoubleComparator(1e-9), Double.class)
        .containsExactly(0.0, 2.5, 5.0, 8.0, 10.0);
    assertThat(PlanRules.of(PLAN, model).calibration()).isEqualTo(calibration);
  }

  @Test
  void shouldTakeTenTimesTheCosineOfAModelThatNobodyMeasured() {
    assertThat(PlanRules.of(OWN_NUMBERS, "m").calibration()).isEqualTo(Calibration.PROPORTIONAL);
  }

  @Test
  void shouldScoreByThePlansNumbers() {
    ScoringProfile profile =
        ScoringProfile.builder("p", "")
            .value(ScoringInput.LIST_SIZE, "9")
            .value(ScoringInput.MEMBERSHIP_STATUS, "gold")
            .build();

    double score =
        new MatchScorer(PlanRules.of(OWN_NUMBERS, "m")).score(profile, profile).scoreAb();

    // intent: no website 1 x 1, gold 9 x 3: 7; momentum: 10; (7 x 1 + 10 x 3) / 4 x 10
    assertThat(score).isEqualTo(92.5);
  }

  private static ScoringRules rules(Map<Threshold, Double> thresholds) {
    ScoringRules defaults = ScoringRules.defaults(Calibration.PROPORTIONAL);
    return new ScoringRules(
        defaults.inputs(),
        defaults.dimensionWeights(),
        defaults.factorWeights(),
        thresholds,
        defaults.membershipLevels(),
        defaults.offerTypes(),
        defaults.contentStyles(),
        defaults.aggregation(),
        defaults.calibration());
  }
}
