package io.millrace.matching;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class MatchScorerTest {
  private static final String MODEL = "0123456789abcdef";

  private final MatchScorer scorer = new MatchScorer(ScoringRules.defaults(Calibration.MINILM));

  private final ScoringProfile a =
      ScoringProfile.builder("a", MODEL)
          .text(ScoringInput.SEEKING, "affiliates", new float[] {1, 0})
          .text(ScoringInput.OFFERING, "interviews podcast summit wellness", null)
          .text(ScoringInput.AUDIENCE, "women", new float[] {1, 0})
          .attribute(ScoringInput.REVENUE_TIER, "Micro")
          .attribute(ScoringInput.PLATFORMS, "[\"youtube\",\"podcast\"]")
          .build();

  private final ScoringProfile b =
      ScoringProfile.builder("b", MODEL)
          .text(ScoringInput.SEEKING, "guests podcast wellness", new float[] {0, 1})
          .text(ScoringInput.OFFERING, "lists", new float[] {0.6f, 0.8f})
          .text(ScoringInput.AUDIENCE, "mothers", new float[] {0.28f, 0.96f})
          .attribute(ScoringInput.REVENUE_TIER, "emerging")
          .attribute(ScoringInput.PLATFORMS, "{\"youtube_channel\":\"@b\"}")
          .build();

  @Test
  void shouldScoreAWholePairAsComputedByHand() {
    // ab: offering_seeking cosine 0.6 -> 8.25, weight 3.5; audience cosine 0.28 -> 4.1, weight 3;
    //     one tier apart -> 7.5, weight 2; one platform shared -> 5, weight 1.5
    //     (28.875 + 12.3 + 15 + 7.5) / 10 = 6.3675
    // ba: a's offering has no vector: words 2/3 -> 6.667, weight 3; the rest as above
    //     (20.001 + 12.3 + 15 + 7.5) / 9.5 = 5.76852... = 5.7685
    // One dimension alone: direction = dimension x 10. Harmonic mean:
    //     2 x 63.675 x 57.685 / (63.675 + 57.685) = 7346.18475 / 121.36 = 60.53217... = 60.5322
    MatchScore score = scorer.score(a, b);

    assertThat(score.scoreAb()).isEqualTo(63.675);
    assertThat(score.scoreBa()).isEqualTo(57.685);
    assertThat(score.harmonicMean()).isEqualTo(60.5322);
    assertThat(score.dimensionMeans()).containsOnlyKeys(Dimension.SYNERGY);
    assertThat(score.dimensionMeans()).containsEntry(Dimension.SYNERGY, 6.068);
  }

  @Test
  void shouldExplainThePairInCompactNumbers() {
    String context = scorer.score(a, b).context();

    assertThat(context)
        .isEqualTo(
            """
            {"v":1,"ab":{"synergy":[6.3675,0.25,{\
            "offering_seeking":[0.6,8.25,3.5,"semantic"],\
            "audience_alignment":[0.28,4.1,3,"semantic"],\
            "revenue_compat":[1,7.5,2,"ordinal"],\
            "platform_overlap":[1,5,1.5,"overlap"]}]},\
            "ba":{"synergy":[5.7685,0.25,{\
            "offering_seeking":[0.6667,6.667,3,"overlap"],\
            "audience_alignment":[0.28,4.1,3,"semantic"],\
            "revenue_compat":[1,7.5,2,"ordinal"],\
            "platform_overlap":[1,5,1.5,"overlap"]}]}}""");
  }

  @Test
  void shouldExplainWhatIsMissingAsNull() throws Exception {
    ScoringProfile unknown = ScoringProfile.builder("c", "").build();

    String context = scorer.score(a, unknown).context();

    JsonNode factors = new ObjectMapper().readTree(context).at("/ab/synergy/2");
    assertThat(factors.at("/offering_seeking").toString()).isEqualTo("[null,5,3,\"neutral\"]");
    assertThat(factors.at("/platform_overlap").toString()).isEqualTo("[null,5,1.5,\"neutral\"]");
  }

  @Test
  void shouldSayWhyAMatchIsNotScored() {
    String context = MatchContext.unscored(SideState.READY, SideState.NOT_ENRICHED);

    assertThat(context)
        .isEqualTo("{\"v\":1,\"unscored\":{\"a\":\"ready\",\"b\":\"not_enriched\"}}");
  }

  @Test
  void shouldMeanDimensionsHarmonicallyByWeight() {
    // (0.45 + 0.25) / (0.45 / 9 + 0.25 / 5) x 10 = 0.7 / 0.1 x 10
    DirectionScore direction =
        DirectionScore.of(
            List.of(
                new DimensionScore(Dimension.INTENT, 9, 0.45, List.of()),
                new DimensionScore(Dimension.SYNERGY, 5, 0.25, List.of())));

    assertThat(direction.score()).isEqualTo(70);
  }

  @Test
  void shouldCountAZeroDimensionAsTheFloor() {
    // 0.5 / (0.25 / 10 + 0.25 / 0.01) x 10 = 0.5 / 25.025 x 10 = 0.19980...
    DirectionScore direction =
        DirectionScore.of(
            List.of(
                new DimensionScore(Dimension.INTENT, 10, 0.25, List.of()),
                new DimensionScore(Dimension.SYNERGY, 0, 0.25, List.of())));

    assertThat(direction.score()).isEqualTo(0.1998);
  }

  @Test
  void shouldNameEveryInputAsThePlanDoes() {
    assertThat(ScoringInput.named("revenue_tier")).contains(ScoringInput.REVENUE_TIER);
    assertThat(ScoringInput.named("audience")).contains(ScoringInput.AUDIENCE);
    assertThat(ScoringInput.named("jv_history")).isEmpty();
  }

  @Test
  void shouldNotShowRowTextInStrings() {
    assertThat(a.toString()).doesNotContain("affiliates", "wellness");
  }
}
