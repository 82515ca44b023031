package io.millrace.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScoringRulesTest {
  @Test
  void shouldHoldTheSeedsWeightsByDefault() {
    ScoringRules rules = ScoringRules.defaults(Profiles.CURVE);

    assertThat(rules.dimensionWeights())
        .containsOnly(
            Map.entry(Dimension.INTENT, 0.45),
            Map.entry(Dimension.SYNERGY, 0.25),
            Map.entry(Dimension.MOMENTUM, 0.20),
            Map.entry(Dimension.CONTEXT, 0.10));
    assertThat(rules.factorWeights())
        .containsEntry(Factor.OFFERING_SEEKING, new FactorWeight(3.5, 3.0))
        .containsEntry(Factor.AUDIENCE_ALIGNMENT, new FactorWeight(3.0, 2.5))
        .containsEntry(Factor.REVENUE_COMPAT, FactorWeight.single(2.0))
        .containsEntry(Factor.PLATFORM_OVERLAP, FactorWeight.single(1.5))
        .containsEntry(Factor.OFFER_TYPE_COMPAT, FactorWeight.single(2.0))
        .containsEntry(Factor.CREDIBILITY, FactorWeight.single(2.0));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY, 1e300, 1e-300})
  void shouldRefuseAWeightThatIsNone(double weight) {
    assertThatIllegalArgumentException().isThrownBy(() -> new FactorWeight(weight, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> rules(Set.of(ScoringInput.SEEKING), Map.of(Dimension.INTENT, weight)))
        .withMessageContaining("intent");
  }

  @ParameterizedTest
  @CsvSource({
    "ABSENT,11",
    "ABSENT,-1",
    "LIST_SIZE_FULL,0",
    "OFFER_TYPE_CONFIDENCE,1.1",
    "ABSENT,NaN"
  })
  void shouldRefuseAThresholdOutOfItsRange(Threshold threshold, double value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> threshold.require(value))
        .withMessageContaining(threshold.planName());
  }

  @Test
  void shouldRefuseAPairOutOfRange() {
    assertThatIllegalArgumentException().isThrownBy(() -> new PairTable(List.of(), 4, 10.5));
    assertThatIllegalArgumentException().isThrownBy(() -> new PairTable.Pair("a", "b", Double.NaN));
  }

  @Test
  void shouldRefuseToScoreWithoutAWeightOnWhatIsBuilt() {
    ScoringRules rules = rules(Set.of(ScoringInput.LIST_SIZE), Map.of(Dimension.MOMENTUM, 0.0));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MatchScorer(rules))
        .withMessageContaining("name inputs or give weights");
  }

  @Test
  void shouldScoreOnlyFactorsWhoseInputsThePlanNames() {
    ScoringRules rules =
        rules(
            Set.of(ScoringInput.SEEKING, ScoringInput.OFFERING, ScoringInput.PLATFORMS), Map.of());

    MatchScore score = new MatchScorer(rules).score(Profiles.unknown(), Profiles.unknown());

    assertThat(score.ab().dimensions())
        .flatExtracting(DimensionScore::factors)
        .extracting(FactorScore::factor)
        .containsExactly(Factor.SEEKING, Factor.OFFERING_SEEKING, Factor.PLATFORM_OVERLAP);
    assertThat(score.dimensionMeans()).containsOnlyKeys(Dimension.INTENT, Dimension.SYNERGY);
  }

  @Test
  void shouldScoreTheMiddleWhereNoFactorWeighsAnything() {
    // Credibility is left out, so that context has nothing to weigh.
    ScoringRules rules = rules(Set.of(ScoringInput.CREDENTIALS), Map.of());

    MatchScore score = new MatchScorer(rules).score(Profiles.unknown(), Profiles.unknown());

    assertThat(score.harmonicMean()).isEqualTo(50);
  }

  private static ScoringRules rules(Set<ScoringInput> inputs, Map<Dimension, Double> weights) {
    return new ScoringRules(
        inputs,
        weights,
        Map.of(),
        Map.of(),
        ScoringRules.MEMBERSHIP_LEVELS,
        PairTable.OFFER_TYPES,
        PairTable.CONTENT_STYLES,
        Aggregation.HARMONIC,
        Profiles.CURVE);
  }
}
