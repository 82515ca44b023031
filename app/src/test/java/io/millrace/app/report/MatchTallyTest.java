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
      {"v":2,
       "w":{"intent":[0.5,3,3,2,1.5,1],"synergy":[0.5,[3.5,3],[3,2.5],2,1.5,2]},
       "ab":{"intent":[8,"nmmmm",null,5,1,10,1,10,1,10,1,10],
             "synergy":[4,"sodo-",0.5,7.5,0.5,5,1,7.5,1,5,null,null]},
       "ba":{"intent":[2,"mmmmm",3,10,0,3,0,3,0,3,0,3],
             "synergy":[8,"sndo-",0.1,1,null,5,1,7.5,1,5,null,null]},
       "version":[1,1,7]}
      """;

  private final MatchTally tally = new MatchTally();

  @Test
  void shouldCollectBothDirectionsOfEachFactor() {
    tally.add(StoredContext.parse(SCORED));

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
    tally.add(StoredContext.parse(SCORED));

    assertThat(tally.bottleneckShare(Dimension.INTENT)).isEqualTo(0.5);
    assertThat(tally.bottleneckShare(Dimension.SYNERGY)).isEqualTo(0.5);
    assertThat(tally.bottleneckShare(Dimension.MOMENTUM)).isZero();
  }

  @Test
  void shouldComputeTheScoreAnewByEachAggregation() {
    tally.add(StoredContext.parse(SCORED));

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
    tally.add(StoredContext.parse("{\"v\":2,\"unscored\":{\"a\":\"ready\",\"b\":\"absent\"}}"));
    tally.add(StoredContext.parse("[]"));

    assertThat(tally.matches()).isZero();
    assertThat(tally.factors()).isEmpty();
  }
}
