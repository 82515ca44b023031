package io.millrace.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScoringRulesTest {
  @Test
  void shouldHoldTheSeedsWeightsByDefault() {
    ScoringRules rules = ScoringRules.defaults(Calibration.MINILM);

    assertThat(rules.dimensionWeights())
        .containsOnly(
            Map.entry(Dimension.INTENT, 0.45),
            Map.entry(Dimension.SYNERGY, 0.25),
            Map.entry(Dimension.MOMENTUM, 0.20),
            Map.entry(Dimension.CONTEXT, 0.10));
    assertThat(rules.synergy())
        .isEqualTo(
            new SynergyWeights(new TextWeights(3.5, 3.0), new TextWeights(3.0, 2.5), 2.0, 1.5));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY, 1e300, 1e-300})
  void shouldRefuseAWeightThatIsNone(double weight) {
    TextWeights text = new TextWeights(1, 1);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SynergyWeights(text, text, weight, 1))
        .withMessageContaining("revenue_compat");
    assertThatIllegalArgumentException().isThrownBy(() -> new TextWeights(weight, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> rules(Dimension.INTENT, weight))
        .withMessageContaining("intent");
  }

  @Test
  void shouldRefuseSynergyWhoseWeightsCanAllBeZero() {
    TextWeights semanticOnly = new TextWeights(1, 0);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SynergyWeights(semanticOnly, semanticOnly, 0, 0));
    assertThat(new SynergyWeights(semanticOnly, semanticOnly, 0, 1).platformOverlap()).isOne();
  }

  @Test
  void shouldRefuseAMissingDimension() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new ScoringRules(
                    Map.of(Dimension.SYNERGY, 1.0), SynergyWeights.DEFAULT, Calibration.MINILM));
  }

  @Test
  void shouldRefuseToScoreWithoutAWeightOnWhatIsBuilt() {
    ScoringRules rules = rules(Dimension.SYNERGY, 0);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MatchScorer(rules))
        .withMessageContaining("synergy");
  }

  private static ScoringRules rules(Dimension changed, double weight) {
    ScoringRules defaults = ScoringRules.defaults(Calibration.MINILM);
    Map<Dimension, Double> weights = new EnumMap<>(defaults.dimensionWeights());
    weights.put(changed, weight);
    return new ScoringRules(weights, defaults.synergy(), defaults.calibration());
  }
}
