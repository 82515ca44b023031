package io.millrace.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SynergyScorerTest {
  private static final String MODEL = "0123456789abcdef";

  private static final ScoringRules RULES = ScoringRules.defaults(Profiles.CURVE);
  private static final CompactInputs COMPACT = new CompactInputs(RULES);

  private final DimensionScorer scorer =
      new FactorScorers(RULES).dimension(Dimension.SYNERGY).orElseThrow();

  @Test
  void shouldCompareVectorsOfOneModel() {
    // cosine of (1,0) and (0.6,0.8) = 0.6; MiniLM: halfway between 7.5 and 9
    FactorScore factor =
        offeringSeeking(
            profile(MODEL).text(ScoringInput.SEEKING, "aaaa", new float[] {1, 0}),
            profile(MODEL).text(ScoringInput.OFFERING, "bbbb", new float[] {0.6f, 0.8f}));

    assertThat(factor)
        .isEqualTo(new FactorScore(Factor.OFFERING_SEEKING, 0.6, 8.25, 3.5, Method.SEMANTIC));
  }

  @Test
  void shouldFallBackToWordsWhereAModelIsForeign() {
    // Invariant 5. Words: two shared of min(3, 4) = 0.6667, times ten.
    FactorScore factor =
        offeringSeeking(
            profile(MODEL).text(ScoringInput.SEEKING, "guests podcast wellness", new float[] {1}),
            profile("f".repeat(16))
                .text(
                    ScoringInput.OFFERING, "interviews podcast summit wellness", new float[] {1}));

    assertThat(factor)
        .isEqualTo(new FactorScore(Factor.OFFERING_SEEKING, 0.6667, 6.667, 3.0, Method.OVERLAP));
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "zero", "nan", "infinite", "longer"})
  void shouldFallBackToWordsWhereNoCosineIsDefined(String kind) {
    float @Nullable [] vector =
        switch (kind) {
          case "zero" -> new float[] {0, 0};
          case "nan" -> new float[] {Float.NaN, 1};
          case "infinite" -> new float[] {Float.NEGATIVE_INFINITY, 1};
          case "longer" -> new float[] {1, 0, 0};
          default -> null;
        };

    FactorScore factor =
        offeringSeeking(
            profile(MODEL).text(ScoringInput.SEEKING, "podcast", new float[] {1, 0}),
            profile(MODEL).text(ScoringInput.OFFERING, "podcast summit", vector));

    assertThat(factor)
        .isEqualTo(new FactorScore(Factor.OFFERING_SEEKING, 1.0, 10, 3.0, Method.OVERLAP));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Leadership coaching for executives | C-suite mentorship and development | 0      | 0
          Podcast guests in wellness         | Wellness podcast                   | 1      | 10
          health coaches, business coaches   | coaches with growing lists         | 0.3333 | 3.333
          """)
  void shouldScoreWordsByTheSeedsFormula(
      String seeking, String offering, double raw, double score) {
    // shared / min(words of either) of distinct words over three letters, no stop words, times ten
    FactorScore factor =
        offeringSeeking(
            profile("").text(ScoringInput.SEEKING, WordList.of(seeking).joined(), null),
            profile("").text(ScoringInput.OFFERING, WordList.of(offering).joined(), null));

    assertThat(factor)
        .isEqualTo(new FactorScore(Factor.OFFERING_SEEKING, raw, score, 3.0, Method.OVERLAP));
  }

  @Test
  void shouldBeNeutralWhereATextIsBlank() {
    FactorScore factor =
        offeringSeeking(profile(MODEL).text(ScoringInput.SEEKING, "podcast", null), profile(MODEL));

    assertThat(factor)
        .isEqualTo(new FactorScore(Factor.OFFERING_SEEKING, null, 5, 3.0, Method.NEUTRAL));
  }

  @Test
  void shouldCompareAudiences() {
    // cosine 0.28; 2.5 + 0.08 / 0.15 * 3 = 4.1
    FactorScore factor =
        factor(
            1,
            profile(MODEL).text(ScoringInput.AUDIENCE, null, new float[] {1, 0}),
            profile(MODEL).text(ScoringInput.AUDIENCE, null, new float[] {0.28f, 0.96f}));

    assertThat(factor)
        .isEqualTo(new FactorScore(Factor.AUDIENCE_ALIGNMENT, 0.28, 4.1, 3.0, Method.SEMANTIC));
  }

  @ParameterizedTest
  @CsvSource({
    "micro,micro,0,10",
    "micro,emerging,1,7.5",
    "premium,emerging,2,5",
    "micro,premium,3,2.5",
    "enterprise,micro,4,0"
  })
  void shouldScoreTiersByDistance(String one, String other, double steps, double score) {
    FactorScore factor =
        factor(2, with(ScoringInput.REVENUE_TIER, one), with(ScoringInput.REVENUE_TIER, other));

    assertThat(factor)
        .isEqualTo(new FactorScore(Factor.REVENUE_COMPAT, steps, score, 2.0, Method.ORDINAL));
  }

  @Test
  void shouldBeNeutralWhereATierIsUnknown() {
    FactorScore factor =
        factor(
            2,
            with(ScoringInput.REVENUE_TIER, "micro"),
            with(ScoringInput.REVENUE_TIER, "unknown"));

    assertThat(factor)
        .isEqualTo(new FactorScore(Factor.REVENUE_COMPAT, null, 5, 2.0, Method.NEUTRAL));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ["a","b"]         | ["c"]             | 0 | 2.5
          ["a","b"]         | ["B","c"]         | 1 | 5
          ["a","b"]         | ["a","b","c"]     | 2 | 7.5
          ["a","b","c"]     | ["a","b","c"]     | 3 | 10
          ["a","b","c","d"] | ["a","b","c","d"] | 4 | 10
          """)
  void shouldScoreSharedPlatforms(String one, String other, double shared, double score) {
    FactorScore factor =
        factor(3, with(ScoringInput.PLATFORMS, one), with(ScoringInput.PLATFORMS, other));

    assertThat(factor)
        .isEqualTo(new FactorScore(Factor.PLATFORM_OVERLAP, shared, score, 1.5, Method.OVERLAP));
  }

  @Test
  void shouldBeNeutralWherePlatformsAreUnknown() {
    FactorScore factor = factor(3, profile(MODEL), with(ScoringInput.PLATFORMS, "[\"a\"]"));

    assertThat(factor)
        .isEqualTo(new FactorScore(Factor.PLATFORM_OVERLAP, null, 5, 1.5, Method.NEUTRAL));
  }

  @Test
  void shouldScoreTwoUnknownProfilesInTheMiddle() {
    DimensionScore score = scorer.score(profile("").build(), profile("").build());

    assertThat(score.score()).isCloseTo(5, within(1e-12));
    assertThat(score.factors()).allMatch(factor -> factor.method() == Method.NEUTRAL);
  }

  private FactorScore offeringSeeking(
      ScoringProfile.Builder source, ScoringProfile.Builder target) {
    return factor(0, source, target);
  }

  private FactorScore factor(
      int index, ScoringProfile.Builder source, ScoringProfile.Builder target) {
    return scorer.score(source.build(), target.build()).factors().get(index);
  }

  private static ScoringProfile.Builder with(ScoringInput input, String column) {
    return profile(MODEL).value(input, COMPACT.of(input, List.of(column)));
  }

  private static ScoringProfile.Builder profile(String fingerprint) {
    return ScoringProfile.builder("p", fingerprint);
  }
}
