package io.millrace.app.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.matching.Aggregation;
import io.millrace.matching.Dimension;
import io.millrace.matching.Factor;
import org.junit.jupiter.api.Test;

class MatchTallyTest {
  private static final String SCORED =
      """
      {"v":1,
       "ab":{"intent":[8,0.5,{"jv_history":[null,5,3,"neutral"],"website":[1,10,1]}],
             "synergy":[4,0.5,{"offering_seeking":[0.5,7.5,3.5,"semantic"],
                               "audience_alignment":[0.5,5,2.5,"overlap"]}]},
       "ba":{"intent":[2,0.5,{"jv_history":[3,10,3],"website":[0,3,1]}],
             "synergy":[8,0.5,{"offering_seeking":[0.1,1,3.5,"semantic"],
                               "audience_alignment":[null,5,2.5,"neutral"]}]},
       "version":[1,1,7]}
      """;

  private final MatchTally tally = new MatchTally();

  @Test
  void shouldCollectBothDirectionsOfEachFactor() {
    tally.add(MatchReport.tree(SCORED));

    FactorTally history = tally.factors().get(Factor.JV_HISTORY);
    FactorTally offerTypes = tally.factors().get(Factor.OFFER_TYPE_COMPAT);
    assertThat(history).isNotNull();
    assertThat(history.scores().mean()).isEqualTo(7.5);
    assertThat(history.missingShare()).isEqualTo(0.5);
    assertThat(offerTypes).isNotNull();
    assertThat(offerTypes.missingShare()).isEqualTo(1);
    assertThat(tally.dimensions()).doesNotContainKey(Dimension.MOMENTUM);
  }

  @Test
  void shouldCountTheLowestDimensionOfEachDirection() {
    tally.add(MatchReport.tree(SCORED));

    assertThat(tally.bottleneckShare(Dimension.INTENT)).isEqualTo(0.5);
    assertThat(tally.bottleneckShare(Dimension.SYNERGY)).isEqualTo(0.5);
    assertThat(tally.bottleneckShare(Dimension.MOMENTUM)).isZero();
  }

  @Test
  void shouldComputeTheScoreAnewByEachAggregation() {
    tally.add(MatchReport.tree(SCORED));

    // Harmonic: 2·8·4/12 = 5.3333 and 2·2·8/10 = 3.2; of both 2·53.333·32/85.333 = 40.
    assertThat(tally.aggregations().scoresBy(Aggregation.HARMONIC).mean())
        .isCloseTo(40, within(1e-9));
    // Weighted: 6 and 5; of both 2·60·50/110 = 54.5454.
    assertThat(tally.aggregations().scoresBy(Aggregation.WEIGHTED).mean())
        .isCloseTo(54.5454, within(1e-3));
    // Geometric: √32 = 5.6569 and √16 = 4; of both 46.8629.
    assertThat(tally.aggregations().scoresBy(Aggregation.GEOMETRIC).mean())
        .isCloseTo(46.8629, within(1e-3));
    assertThat(tally.aggregations().tiersOf(Aggregation.WEIGHTED)).containsEntry(Tier.FAIR, 1L);
  }

  @Test
  void shouldPassOverMatchesWithoutScores() {
    tally.add(MatchReport.tree("{\"v\":1,\"unscored\":{\"a\":\"ready\",\"b\":\"absent\"}}"));
    tally.add(MatchReport.tree("[]"));

    assertThat(tally.matches()).isZero();
    assertThat(tally.factors()).isEmpty();
  }
}
