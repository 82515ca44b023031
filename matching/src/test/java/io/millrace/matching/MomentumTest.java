package io.millrace.matching;

import static io.millrace.matching.Profiles.score;
import static io.millrace.matching.Profiles.with;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Momentum, factor by factor, computed by hand. */
class MomentumTest {
  @ParameterizedTest
  // 3.55 + 6.45 x min(1, engagement)
  @CsvSource({"0,0,3.55", "0.42,0.42,6.259", "1,1,10", "1.7,1.7,10", "-3,0,3.55"})
  void shouldScoreEngagementInProportion(String engagement, double raw, double score) {
    assertThat(score(Factor.ENGAGEMENT, with(ScoringInput.ENGAGEMENT, engagement)))
        .isEqualTo(new FactorScore(Factor.ENGAGEMENT, raw, score, 3, Method.MEASURED));
  }

  @ParameterizedTest
  // 3.55 + 6.45 x min(1, ln(1 + n) / ln(100001)); ln(1000) / ln(100001) = 6.907755 / 11.512935
  // = 0.6 (0.5999995); ln(10) / ln(100001) = 2.302585 / 11.512935 = 0.2 (0.19999983)
  @CsvSource({"0,0,3.55", "9,9,4.84", "999,999,7.42", "100000,100000,10", "5000000,5000000,10"})
  void shouldScoreReachAndListByTheirLogarithm(String amount, double raw, double score) {
    assertThat(score(Factor.SOCIAL_REACH, with(ScoringInput.SOCIAL_REACH, amount)))
        .isEqualTo(new FactorScore(Factor.SOCIAL_REACH, raw, score, 2.5, Method.MEASURED));
    assertThat(score(Factor.LIST_SIZE, with(ScoringInput.LIST_SIZE, amount)))
        .isEqualTo(new FactorScore(Factor.LIST_SIZE, raw, score, 2.5, Method.MEASURED));
  }

  @Test
  void shouldScoreCurrentProjectsByTheirPresence() {
    assertThat(score(Factor.CURRENT_PROJECTS, with(ScoringInput.CURRENT_PROJECTS, "a summit")))
        .isEqualTo(new FactorScore(Factor.CURRENT_PROJECTS, 1.0, 10, 2, Method.MEASURED));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "NaN", "Infinity", "many"})
  void shouldCountWhatIsNotKnownAsTheFloor(String amount) {
    assertThat(score(Factor.LIST_SIZE, with(ScoringInput.LIST_SIZE, amount)))
        .isEqualTo(new FactorScore(Factor.LIST_SIZE, null, 3.55, 2.5, Method.FLOOR));
  }

  @Test
  void shouldScoreTheSeedsFloorWhereAllIsMissing() {
    // Seed 003: all momentum fields null: 3.55.
    DimensionScore momentum =
        new FactorScorers(Profiles.RULES)
            .dimension(Dimension.MOMENTUM)
            .orElseThrow()
            .score(Profiles.unknown(), Profiles.unknown());

    assertThat(momentum.score()).isEqualTo(3.55);
    assertThat(momentum.factors()).allMatch(factor -> factor.method() == Method.FLOOR);
  }

  @Test
  void shouldMeanItsFactorsByWeight() {
    // engagement 0.42 -> 6.259 x 3; list 999 -> 7.42 x 2.5; reach and projects 3.55 x 4.5
    // (18.777 + 18.55 + 15.975) / 10 = 5.3302
    ScoringProfile profile =
        ScoringProfile.builder("p", "")
            .value(ScoringInput.ENGAGEMENT, "0.42")
            .value(ScoringInput.LIST_SIZE, "999")
            .build();

    DimensionScore momentum =
        new FactorScorers(Profiles.RULES)
            .dimension(Dimension.MOMENTUM)
            .orElseThrow()
            .score(Profiles.unknown(), profile);

    assertThat(momentum.score()).isEqualTo(5.3302);
  }
}
