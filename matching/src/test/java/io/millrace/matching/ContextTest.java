package io.millrace.matching;

import static io.millrace.matching.Profiles.score;
import static io.millrace.matching.Profiles.unknown;
import static io.millrace.matching.Profiles.with;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Context, factor by factor, computed by hand. */
class ContextTest {
  @Test
  void shouldScoreTheShareOfColumnsThatAreFilled() {
    // Three of four: [] and blank hold nothing. 10 x 0.75; 10 x 2 / 3
    ScoringProfile complete = with(ScoringInput.COMPLETENESS, "name", "[\"tag\"]", "0", "  ");
    ScoringProfile enriched = with(ScoringInput.ENRICHMENT, "[]", "{\"a\":1}", "1");

    assertThat(score(Factor.COMPLETENESS, complete))
        .isEqualTo(new FactorScore(Factor.COMPLETENESS, 0.75, 7.5, 3, Method.MEASURED));
    assertThat(score(Factor.ENRICHMENT, enriched))
        .isEqualTo(new FactorScore(Factor.ENRICHMENT, 0.6667, 6.667, 1.5, Method.MEASURED));
  }

  @ParameterizedTest
  // 3 + 7 x min(1, n / 2)
  @CsvSource({",,,0,3", "a@b.example,,,1,6.5", "a@b.example,x,,2,10", "a@b.example,x,y,3,10"})
  void shouldScoreTheWaysToGetInTouch(
      String email, String booking, String website, double raw, double score) {
    assertThat(score(Factor.CONTACT, with(ScoringInput.CONTACT, email, booking, website)))
        .isEqualTo(new FactorScore(Factor.CONTACT, raw, score, 2, Method.MEASURED));
  }

  @ParameterizedTest
  @CsvSource({"micro,1,10", "Enterprise,1,10", "unknown,0,3", ",0,3"})
  void shouldScoreWhetherTheTierIsKnown(String tier, double raw, double score) {
    assertThat(score(Factor.TIER_KNOWN, with(ScoringInput.REVENUE_TIER, tier)))
        .isEqualTo(new FactorScore(Factor.TIER_KNOWN, raw, score, 1, Method.MEASURED));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {"books":[],"credibility_score":0.35} | 0.35 | 3.5
          {"credibility_score":1}               | 1    | 10
          {"credibility_score":7}               | 1    | 10
          {"credibility_score":-7}              | 0    | 0
          {"books":["a"]}                       | 0    | 0
          """)
  void shouldScoreCredibilityByTheSeedsFormula(String credentials, double raw, double score) {
    // Seed 000 §4.3: credibility_score, 0 where it is missing, x 10, weight 2
    assertThat(score(Factor.CREDIBILITY, with(ScoringInput.CREDENTIALS, credentials)))
        .isEqualTo(new FactorScore(Factor.CREDIBILITY, raw, score, 2, Method.MEASURED));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "", "null", "broken", "[]"})
  void shouldLeaveCredibilityOutWhereThereAreNoCredentials(String credentials) {
    // Seed 000 §4.3: "if target.credentials"
    assertThat(score(Factor.CREDIBILITY, unknown(), with(ScoringInput.CREDENTIALS, credentials)))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "provocative,,nurturing,,0,2",
    "nurturing,,provocative,,0,2",
    "provocative,nurturing,nurturing,,1,7",
    "educational,,educational,,1,9",
    "educational,tactical,tactical,educational,2,8",
    "educational,storytelling,provocative,storytelling,1,6",
    "data_driven,,educational,,0,8"
  })
  void shouldScoreHowStylesGoTogether(
      String one, String oneMore, String other, String otherMore, double raw, double score) {
    ScoringProfile source = with(ScoringInput.CONTENT_STYLE, style(one, oneMore));
    ScoringProfile target = with(ScoringInput.CONTENT_STYLE, style(other, otherMore));

    assertThat(score(Factor.CONTENT_STYLE, source, target))
        .contains(new FactorScore(Factor.CONTENT_STYLE, raw, score, 1.5, Method.MEASURED));
    assertThat(score(Factor.CONTENT_STYLE, target, source))
        .isEqualTo(score(Factor.CONTENT_STYLE, source, target));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "", "{\"primary\":null}", "[\"educational\"]"})
  void shouldLeaveStylesOutWhereOneIsNotKnown(String style) {
    ScoringProfile known = with(ScoringInput.CONTENT_STYLE, style("educational", null));

    assertThat(score(Factor.CONTENT_STYLE, known, with(ScoringInput.CONTENT_STYLE, style)))
        .isEmpty();
  }

  private static String style(String primary, @org.jspecify.annotations.Nullable String secondary) {
    String second = secondary == null ? "null" : "\"" + secondary + "\"";
    return "{\"primary\":\"%s\",\"secondary\":%s,\"confidence\":0.9}".formatted(primary, second);
  }
}
