package io.millrace.matching;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What must hold for any two profiles, however broken. A failing seed is in the test's name. */
class MatchScorerPropertyTest {
  private static final int ROUNDS = 3_000;
  private static final String[] VOCABULARY = {
    "podcast", "wellness", "coaching", "executives", "summit", "健康", "launches"
  };
  private static final String[] TIERS = {"micro", "EMERGING", "established", "premium", "?", ""};
  private static final float[] ODD_COMPONENTS = {
    0, -0f, Float.NaN, Float.POSITIVE_INFINITY, Float.MAX_VALUE, Float.MIN_VALUE
  };

  private final MatchScorer scorer = new MatchScorer(ScoringRules.defaults(Calibration.MINILM));

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void shouldStayInBoundsForAnyPair(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      MatchScore score = scorer.score(profile(random), profile(random));

      assertThat(score.scoreAb()).isBetween(0.0, 100.0);
      assertThat(score.scoreBa()).isBetween(0.0, 100.0);
      assertThat(score.harmonicMean())
          .isBetween(
              Math.min(score.scoreAb(), score.scoreBa()) - 1e-4,
              (score.scoreAb() + score.scoreBa()) / 2 + 1e-4);
      assertThat(score.dimensionMeans().values()).allMatch(mean -> mean >= 0 && mean <= 10);
      assertThat(score.ab().dimensions().get(0).factors())
          .allMatch(factor -> factor.score() >= 0 && factor.score() <= 10);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {5, 6})
  void shouldExchangeDirectionsWithTheProfiles(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      ScoringProfile a = profile(random);
      ScoringProfile b = profile(random);

      MatchScore there = scorer.score(a, b);
      MatchScore back = scorer.score(b, a);

      assertThat(back.ab()).isEqualTo(there.ba());
      assertThat(back.ba()).isEqualTo(there.ab());
      assertThat(back.harmonicMean()).isEqualTo(there.harmonicMean());
      assertThat(back.dimensionMeans()).isEqualTo(there.dimensionMeans());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {7})
  void shouldWriteContextThatIsJsonAndAllowsRecomputing(long seed) throws Exception {
    Random random = new Random(seed);
    ObjectMapper json = new ObjectMapper();
    for (int round = 0; round < ROUNDS / 10; round++) {
      MatchScore score = scorer.score(profile(random), profile(random));

      var synergy = json.readTree(score.context()).at("/ab/synergy");

      double sum = 0;
      double weights = 0;
      for (var factor : synergy.get(2)) {
        sum += factor.get(1).asDouble() * factor.get(2).asDouble();
        weights += factor.get(2).asDouble();
      }
      assertThat(synergy.get(0).asDouble()).isEqualTo(Rounding.round(sum / weights));
      assertThat(score.scoreAb()).isEqualTo(Rounding.round(10 * synergy.get(0).asDouble()));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {8, 9})
  void shouldNeverScoreLowerForAGreaterCosine(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      ScoringProfile rest = profile(random);
      double last = 0;
      for (int degrees = 180; degrees >= 0; degrees -= 5) {
        double angle = Math.toRadians(degrees);
        float[] offered = {(float) Math.cos(angle), (float) Math.sin(angle)};

        double score =
            scorer
                .score(
                    with(rest, "m", new ScoredText(WordList.EMPTY, new float[] {2, 0})),
                    with(rest, "m", new ScoredText(WordList.EMPTY, offered)))
                .scoreAb();

        assertThat(score).isGreaterThanOrEqualTo(last);
        last = score;
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {10})
  void shouldScoreForeignVectorsAsIfThereWereNone(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      ScoringProfile a = profile(random);
      ScoringProfile b = profile(random);

      MatchScore foreign = scorer.score(renamed(a, "one"), renamed(b, "other"));

      assertThat(foreign).isEqualTo(scorer.score(withoutVectors(a), withoutVectors(b)));
    }
  }

  private static ScoringProfile with(ScoringProfile rest, String model, ScoredText text) {
    return new ScoringProfile(
        rest.key(), model, text, text, rest.audience(), rest.revenueTier(), rest.platforms());
  }

  private static ScoringProfile renamed(ScoringProfile profile, String model) {
    return new ScoringProfile(
        profile.key(),
        model,
        profile.seeking(),
        profile.offering(),
        profile.audience(),
        profile.revenueTier(),
        profile.platforms());
  }

  private static ScoringProfile withoutVectors(ScoringProfile profile) {
    return new ScoringProfile(
        profile.key(),
        profile.embeddingFingerprint(),
        new ScoredText(profile.seeking().words(), null),
        new ScoredText(profile.offering().words(), null),
        new ScoredText(profile.audience().words(), null),
        profile.revenueTier(),
        profile.platforms());
  }

  private static ScoringProfile profile(Random random) {
    return ScoringProfile.builder("p", random.nextInt(4) == 0 ? "other" : "model")
        .text(ScoringInput.SEEKING, words(random), vector(random))
        .text(ScoringInput.OFFERING, words(random), vector(random))
        .text(ScoringInput.AUDIENCE, words(random), vector(random))
        .attribute(ScoringInput.REVENUE_TIER, TIERS[random.nextInt(TIERS.length)])
        .attribute(ScoringInput.PLATFORMS, platforms(random))
        .build();
  }

  private static @Nullable String words(Random random) {
    StringBuilder text = new StringBuilder();
    for (int count = random.nextInt(6); count > 0; count--) {
      text.append(VOCABULARY[random.nextInt(VOCABULARY.length)]).append(' ');
    }
    return random.nextInt(5) == 0 ? null : WordList.of(text.toString()).joined();
  }

  private static float @Nullable [] vector(Random random) {
    if (random.nextInt(5) == 0) {
      return null;
    }
    float[] vector = new float[random.nextInt(20) == 0 ? 7 : 8];
    for (int index = 0; index < vector.length; index++) {
      vector[index] =
          random.nextInt(60) == 0
              ? ODD_COMPONENTS[random.nextInt(ODD_COMPONENTS.length)]
              : (float) random.nextGaussian();
    }
    return random.nextInt(20) == 0 ? new float[8] : vector;
  }

  private static @Nullable String platforms(Random random) {
    List<String> forms =
        List.of("[\"youtube\"]", "{\"youtube\":1,\"blog\":\"x\"}", "broken", "[]", "[\"blog\"]");
    return random.nextInt(5) == 0 ? null : forms.get(random.nextInt(forms.size()));
  }
}
