package io.millrace.matching;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MatchExplanationTest {
  @Test
  void shouldPutAMatchIntoWords() {
    // Keys and elements that a later version might add.
    String context =
        """
        {"v": 2, "w": {"synergy": [0.25, [3.5, 3], [3, 2.5], 2, 1.5, 2], "momentum": [0.20],
         "intent": [0.45]}, "ab": {"later": 1,
          "synergy": [6.85, "ssdn-s", 0.7050, 8.25, 0.28, 4.1, 3, 2.5, null, 5, null, null, 1, 2],
          "momentum": [3.55, "---f", null, null, null, null, null, null, null, 3.55]},
         "ba": {"intent": [10, "m---m", 3, 10, null, null, null, null, null, null, 0, 3]},
         "version": [1, 1, 7]}
        """;

    assertThat(MatchExplanation.read(context).orElseThrow().lines("Ann", "Bob"))
        .containsExactly(
            "What Bob is worth to Ann:",
            "  Synergy 6.9 of 10 (weight 0.25)",
            "    Strong: what Ann seeks is close to what Bob offers (0.71)",
            "    Fair: the audiences of Ann and Bob are related (0.28)",
            "    Weak: Ann and Bob are far apart in revenue, by steps between tiers (3)",
            "    Unknown: the platforms of Ann or Bob are not known, counts as 5",
            "  Momentum 3.6 of 10 (weight 0.2)",
            "    Unknown: it is not known how many subscribe to Bob, counts as 3.55",
            "What Ann is worth to Bob:",
            "  Intent 10.0 of 10 (weight 0.45)",
            "    Strong: Ann has done several joint ventures (3)",
            "    Weak: Ann has no website");
  }

  @Test
  void shouldSayWhyAMatchIsNotScored() {
    String context = MatchContext.unscored(SideState.READY, SideState.NOT_ENRICHED);

    assertThat(MatchExplanation.read(context).orElseThrow().lines("A", "B"))
        .containsExactly("Not scored: A is ready, B is not enriched");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"null", "{}", "[]", "1", "broken", "", "{\"v\":2}", "{\"v\":1,\"ab\":{}}"})
  void shouldReadNothingOutOfWhatIsNotOurs(String context) {
    assertThat(MatchExplanation.read(context)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"7,Strong", "6.9999,Fair", "4,Fair", "3.9999,Weak", "0,Weak"})
  void shouldGradeByTheScore(String score, String grade) {
    String context =
        "{\"v\":2,\"w\":{\"intent\":[1]},\"ab\":{\"intent\":[1,\"m\",1,%s]},\"ba\":{}}"
            .formatted(score);

    assertThat(MatchExplanation.read(context).orElseThrow().lines("A", "B").get(2))
        .startsWith("    " + grade + ": ");
  }

  @Test
  void shouldHaveWordsForEveryFactorInItsOrder() {
    for (Dimension dimension : Dimension.values()) {
      assertThat(Phrases.of(dimension)).extracting(Phrase::factor).isEqualTo(Factor.of(dimension));
    }
  }

  @Test
  void shouldExplainEveryFactorOfAScoredPair() {
    ScoringProfile profile =
        ScoringProfile.builder("p", "")
            .value(ScoringInput.CREDENTIALS, "0.5")
            .value(ScoringInput.CONTENT_STYLE, "educational")
            .value(ScoringInput.OFFER_TYPES, "podcast")
            .build();
    String context = new MatchScorer(Profiles.RULES).score(profile, profile).context();

    // Two directions of one headline, four dimensions, twenty factors.
    assertThat(MatchExplanation.read(context).orElseThrow().lines("A", "B"))
        .hasSize(2 * (1 + 4 + 20));
  }
}
