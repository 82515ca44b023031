package io.millrace.matching;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class MatchScorerTest {
  private static final String MODEL = "0123456789abcdef";

  private final MatchScorer scorer = new MatchScorer(Profiles.RULES);

  private final ScoringProfile a =
      ScoringProfile.builder("a", MODEL)
          .text(ScoringInput.SEEKING, "affiliates", new float[] {1, 0})
          .text(ScoringInput.OFFERING, "interviews podcast summit wellness", null)
          .text(ScoringInput.AUDIENCE, "women", new float[] {1, 0})
          .value(ScoringInput.REVENUE_TIER, "1")
          .value(ScoringInput.PLATFORMS, "podcast\nyoutube")
          .value(ScoringInput.OFFER_TYPES, "podcast")
          .value(ScoringInput.JV_HISTORY, "1")
          .value(ScoringInput.BOOKING_LINK, "1")
          .value(ScoringInput.WEBSITE, "1")
          .value(ScoringInput.MEMBERSHIP_STATUS, "active")
          .value(ScoringInput.ENGAGEMENT, "0.42")
          .value(ScoringInput.LIST_SIZE, "999")
          .value(ScoringInput.COMPLETENESS, "0.75")
          .value(ScoringInput.ENRICHMENT, "1")
          .value(ScoringInput.CONTACT, "2")
          .value(ScoringInput.CREDENTIALS, "0.35")
          .value(ScoringInput.CONTENT_STYLE, "educational\ntactical")
          .build();

  private final ScoringProfile b =
      ScoringProfile.builder("b", MODEL)
          .text(ScoringInput.SEEKING, "guests podcast wellness", new float[] {0, 1})
          .text(ScoringInput.OFFERING, "lists", new float[] {0.6f, 0.8f})
          .text(ScoringInput.AUDIENCE, "mothers", new float[] {0.28f, 0.96f})
          .value(ScoringInput.REVENUE_TIER, "2")
          .value(ScoringInput.PLATFORMS, "youtube")
          .value(ScoringInput.OFFER_TYPES, "book_author")
          .value(ScoringInput.COMPLETENESS, "0.5")
          .value(ScoringInput.ENRICHMENT, "0.5")
          .value(ScoringInput.CONTACT, "0")
          .value(ScoringInput.CONTENT_STYLE, "provocative")
          .build();

  @Test
  void shouldScoreAWholePairAsComputedByHand() {
    // What b is worth to a:
    // intent: no history known 5 x 3, seeks 10 x 3, no booking link 3 x 2, status unknown 5 x 1.5,
    //     no website 3 x 1; 61.5 / 10.5 = 5.857143
    // synergy: cosine 0.6 -> 8.25 x 3.5; audiences 0.28 -> 4.1 x 3; one tier apart 7.5 x 2; one
    //     platform 5 x 1.5; podcast and book_author 9 x 2; 81.675 / 12 = 6.80625
    // momentum: nothing known 3.55
    // context: complete 5 x 3, tier known 10, enriched 5 x 1.5, no contact 3 x 2, styles not in the
    //     table 6 x 1.5; no credentials; 47.5 / 9 = 5.277778
    // 10 x 1 / (0.45 / 5.8571 + 0.25 / 6.8063 + 0.2 / 3.55 + 0.1 / 5.2778)
    //     = 10 / (0.0768298 + 0.0367307 + 0.0563380 + 0.0189473) = 10 / 0.18884582 = 52.9532
    //
    // What a is worth to b:
    // intent: one venture 5.3333 x 3, seeks 10 x 3, link 10 x 2, active 10 x 1.5, website 10;
    //     90.9999 / 10.5 = 8.666657
    // synergy: a's offering has no vector: words 2 / 3 -> 6.667 x 3; the rest as above;
    //     72.801 / 11.5 = 6.330522
    // momentum: engagement 0.42 -> 6.259 x 3, list 999 -> 7.42 x 2.5, unknown 3.55 x 4.5: 5.3302
    // context: complete 7.5 x 3, tier known 10, enriched 10 x 1.5, contact 10 x 2, credibility
    //     3.5 x 2, styles 6 x 1.5; 83.5 / 11 = 7.590909
    // 10 / (0.45 / 8.6667 + 0.25 / 6.3305 + 0.2 / 5.3302 + 0.1 / 7.5909)
    //     = 10 / (0.0519229 + 0.0394914 + 0.0375220 + 0.0131737) = 10 / 0.14210994 = 70.3681
    //
    // Both: 2 x 52.9532 x 70.3681 / (52.9532 + 70.3681) = 7452.4321 / 123.3213 = 60.4310
    MatchScore score = scorer.score(a, b);

    assertThat(score.ab().dimensions())
        .extracting(DimensionScore::score)
        .containsExactly(5.8571, 6.8063, 3.55, 5.2778);
    assertThat(score.ba().dimensions())
        .extracting(DimensionScore::score)
        .containsExactly(8.6667, 6.3305, 5.3302, 7.5909);
    assertThat(score.scoreAb()).isEqualTo(52.9532);
    assertThat(score.scoreBa()).isEqualTo(70.3681);
    assertThat(score.harmonicMean()).isEqualTo(60.431);
    assertThat(score.dimensionMeans())
        .containsEntry(Dimension.INTENT, 7.2619)
        .containsEntry(Dimension.SYNERGY, 6.5684)
        .containsEntry(Dimension.MOMENTUM, 4.4401)
        .containsEntry(Dimension.CONTEXT, 6.4344);
  }

  @Test
  void shouldExplainThePairInCompactNumbers() {
    String context = scorer.score(a, b).context();

    assertThat(context)
        .isEqualTo(
            """
            {"v":2,"w":{"intent":[0.45,3,3,2,1.5,1],"synergy":[0.25,[3.5,3],[3,2.5],2,1.5,2],\
            "momentum":[0.2,3,2.5,2,2.5],"context":[0.1,3,1,1.5,2,2,1.5]},\
            "ab":{"intent":[5.8571,"nmmnm",null,5,1,10,0,3,null,5,0,3],\
            "synergy":[6.8063,"ssdom",0.6,8.25,0.28,4.1,1,7.5,1,5,0,9],\
            "momentum":[3.55,"ffff",null,3.55,null,3.55,null,3.55,null,3.55],\
            "context":[5.2778,"mmmm-m",0.5,5,1,10,0.5,5,0,3,null,null,0,6]},\
            "ba":{"intent":[8.6667,"mmmmm",1,5.3333,1,10,1,10,10,10,1,10],\
            "synergy":[6.3305,"osdom",0.6667,6.667,0.28,4.1,1,7.5,1,5,0,9],\
            "momentum":[5.3302,"mffm",0.42,6.259,null,3.55,null,3.55,999,7.42],\
            "context":[7.5909,"mmmmmm",0.75,7.5,1,10,1,10,2,10,0.35,3.5,0,6]}}""");
    assertThat(context.length()).isLessThan(800);
  }

  @Test
  void shouldExplainWhatIsMissingAsNull() throws Exception {
    String context = scorer.score(a, Profiles.unknown()).context();

    JsonNode synergy = new ObjectMapper().readTree(context).at("/ab/synergy");
    assertThat(synergy.toString()).isEqualTo("[5,\"nnnn-\",null,5,null,5,null,5,null,5,null,null]");
  }

  @Test
  void shouldSayWhyAMatchIsNotScored() {
    String context = MatchContext.unscored(SideState.READY, SideState.NOT_ENRICHED);

    assertThat(context)
        .isEqualTo("{\"v\":2,\"unscored\":{\"a\":\"ready\",\"b\":\"not_enriched\"}}");
  }

  @Test
  void shouldScoreWordsWhereVectorsAreTakenAway() {
    MatchScore words = scorer.score(a.withoutVectors(), b.withoutVectors());

    assertThat(words.context()).contains("\"oodom\"").doesNotContain("\"ss", "\"os");
    assertThat(words.ba().dimensions().get(1))
        .isNotEqualTo(scorer.score(a, b).ba().dimensions().get(1));
    assertThat(words.ba().dimensions().get(0))
        .isEqualTo(scorer.score(a, b).ba().dimensions().get(0));
  }

  @Test
  void shouldNotShowRowTextInStrings() {
    assertThat(a.toString()).doesNotContain("affiliates", "wellness", "active");
  }
}
