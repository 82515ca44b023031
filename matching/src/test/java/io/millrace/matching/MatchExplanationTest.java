package io.millrace.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MatchExplanationTest {
  @Test
  void shouldPutAMatchIntoWords() {
    // Keys in the order of jsonb, and what a later version might add.
    String context =
        """
        {"v": 1, "ab": {"later": 1, "synergy": [6.85, 0.25, {"later": [1, 2, 3],
          "revenue_compat": [3, 2.5, 2, "ordinal"],
          "offering_seeking": [0.7050, 8.25, 3.5, "semantic"],
          "platform_overlap": [null, 5, 1.5, "neutral"],
          "audience_alignment": [0.28, 4.1, 3, "semantic"]}],
          "momentum": [3.55, 0.20, {"list_size": [null, 3.55, 2.5, "floor"]}]},
         "ba": {"intent": [10, 0.45, {"jv_history": [3, 10, 3], "website": [0, 3, 1]}]},
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
  @ValueSource(strings = {"null", "{}", "[]", "1", "broken", "", "{\"ab\":1}"})
  void shouldReadNothingOutOfWhatIsNotOurs(String context) {
    assertThat(MatchExplanation.read(context)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"7,Strong", "6.9999,Fair", "4,Fair", "3.9999,Weak", "0,Weak"})
  void shouldGradeByTheScore(String score, String grade) {
    String context =
        "{\"ab\":{\"intent\":[1,1,{\"website\":[1,%s,1]}]},\"ba\":{}}".formatted(score);

    assertThat(MatchExplanation.read(context).orElseThrow().lines("A", "B").get(2))
        .startsWith("    " + grade + ": ");
  }

  @Test
  void shouldHaveWordsForEveryFactorInItsOrder() {
    assertThat(Phrases.all()).extracting(Phrase::factor).isEqualTo(Arrays.asList(Factor.values()));
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
