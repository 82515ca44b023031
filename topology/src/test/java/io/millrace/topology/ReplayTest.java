package io.millrace.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.inference.ModelOutcome;
import io.millrace.plan.EnrichmentPlan;
import io.millrace.plan.PlanReader;
import io.millrace.schemas.ReplayOrder;
import io.millrace.schemas.Score;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.KeyValue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rows that are handed out again as they are known: what that costs, and what comes of it. */
class ReplayTest {
  private static final List<String> ALL =
      List.of("embedding_offering", "embedding_seeking", "embedding_who_you_serve");
  private static final List<String> SEEKING = List.of("embedding_seeking");

  private final FakeEmbedder embedder = new FakeEmbedder();
  private final ChangeEvents profiles =
      new ChangeEvents(
          "content_platforms", "id", "offering", "revenue_tier", "seeking", "who_you_serve");
  private final ChangeEvents matches = new ChangeEvents("id", "profile_id", "suggested_profile_id");
  private PipelineDriver pipeline = new PipelineDriver(embedder, PipelineMetrics.none());

  @AfterEach
  void close() {
    pipeline.close();
  }

  @Test
  void shouldAskNoModelAndEmitNothing_whenNothingChanged_invariant2() {
    insertTwoAndTheirMatch();

    pipeline.replay("profiles", "p1", order(ALL, 0, true));
    pipeline.replay("matches", "m1", order(List.of(), 0, false));
    pipeline.settle();

    assertThat(embedder.takeCalls()).isEmpty();
    assertThat(pipeline.enriched()).isEmpty();
    assertThat(pipeline.features()).isEmpty();
    assertThat(pipeline.scores()).isEmpty();
  }

  @Test
  void shouldAskAgainForResultsThatAreTooOld_once_invariant2() {
    insert("p1");
    pipeline.pass(Duration.ofSeconds(1));
    ReplayOrder order = order(SEEKING, pipeline.now(), false);
    pipeline.pass(Duration.ofSeconds(1));

    pipeline.replay("profiles", "p1", order);
    pipeline.settle();

    assertThat(embedder.takeCalls()).containsExactly("embedding_seeking: seeking of p1");
    assertThat(pipeline.enriched()).hasSize(1);

    pipeline.replay("profiles", "p1", order);
    pipeline.settle();

    assertThat(embedder.takeCalls()).as("the same order, read twice").isEmpty();
    assertThat(pipeline.enriched()).isEmpty();
  }

  @Test
  void shouldNotObeyAnOrderForAnotherGeneration() {
    insert("p1");
    pipeline.pass(Duration.ofSeconds(1));

    pipeline.replay("profiles", "p1", new ReplayOrder(2, ALL, pipeline.now(), true));
    pipeline.settle();

    assertThat(embedder.takeCalls()).isEmpty();
    assertThat(pipeline.enriched()).isEmpty();
  }

  @Test
  void shouldTryAgainWhatFailed_onlyWhenTheOrderSaysSo() {
    embedder.answerAll(new ModelOutcome.Rejected<>("no_tokens", "nothing to embed"));
    insert("p1");
    assertThat(pipeline.failures(false)).hasSize(3);
    embedder.takeCalls();

    pipeline.replay("profiles", "p1", order(ALL, 0, false));
    pipeline.settle();
    assertThat(embedder.takeCalls()).isEmpty();

    pipeline.replay("profiles", "p1", order(SEEKING, 0, true));
    pipeline.settle();
    assertThat(embedder.takeCalls()).containsExactly("embedding_seeking: seeking of p1");
  }

  @Test
  void shouldNeitherBringBackADeletedRowNorInventOne() {
    insert("p1");
    pipeline.change("profiles", "p1", profiles.delete(pipeline.now()));
    pipeline.enriched();

    pipeline.replay("profiles", "p1", order(ALL, pipeline.now() + 1, true));
    pipeline.replay("profiles", "nobody", order(ALL, pipeline.now() + 1, true));
    pipeline.settle();

    assertThat(embedder.takeCalls()).isEmpty();
    assertThat(pipeline.enriched()).isEmpty();
    assertThat(pipeline.signals()).as("nothing is read from the table").isEmpty();
  }

  /** It answers the edit, whose place an order behind it may have taken in a compacted topic. */
  @Test
  void shouldComputeWhatWasEdited_whateverTheOrderIsFor_invariant3() {
    insert("p1");
    Map<String, @Nullable String> edited = profile("p1");
    edited.put("offering", "another offering");
    pipeline.change("profiles", "p1", profiles.update(pipeline.now(), edited));

    pipeline.replay("profiles", "p1", order(SEEKING, 0, false));
    pipeline.settle();

    assertThat(embedder.takeCalls()).containsExactly("embedding_offering: another offering");
  }

  @Test
  void shouldScoreAnewWithoutAModelCall_whenWeightsChanged() {
    insertTwoAndTheirMatch();
    PipelineDriver before = pipeline;
    String plan =
        PipelineDriver.PLAN.replace(
            "{ intent: 0.45, synergy: 0.25, momentum: 0.20, context: 0.10 }",
            "{ intent: 0.10, synergy: 0.25, momentum: 0.20, context: 0.45 }");
    pipeline = restarted(before, PlanReader.read(plan, "test plan"));

    pipeline.replay("matches", "m1", order(List.of(), 0, false));
    pipeline.settle();

    assertThat(embedder.takeCalls()).isEmpty();
    assertThat(pipeline.enriched()).isEmpty();
    assertThat(pipeline.scores()).extracting(record -> record.key).containsExactly("m1");

    pipeline.replay("matches", "m1", order(List.of(), 0, false));
    pipeline.settle();
    assertThat(pipeline.scores()).isEmpty();
  }

  @Test
  void shouldEmitNoScore_whenRulesChangedButTheScoreDidNot() {
    insertTwoAndTheirMatch();
    PipelineDriver before = pipeline;
    String plan =
        PipelineDriver.PLAN.replace("intent: 0.45, synergy: 0.25", "intent: 0.45, synergy: 0.250");
    pipeline = restarted(before, PlanReader.read(plan, "test plan"));

    pipeline.replay("matches", "m1", order(List.of(), 0, false));
    pipeline.settle();

    assertThat(pipeline.scores()).isEmpty();
  }

  private PipelineDriver restarted(PipelineDriver before, EnrichmentPlan plan) {
    PipelineDriver after =
        new PipelineDriver(plan, new FakeModels(embedder), PipelineMetrics.none());
    after.inheritAll(before);
    before.close();
    return after;
  }

  private void insertTwoAndTheirMatch() {
    insert("p1");
    insert("p2");
    Map<String, @Nullable String> match = new HashMap<>();
    match.put("id", "m1");
    match.put("profile_id", "p1");
    match.put("suggested_profile_id", "p2");
    pipeline.change("matches", "m1", matches.create(pipeline.now(), match));
    pipeline.settle();
    List<KeyValue<String, Score>> scores = pipeline.scores();
    assertThat(scores).hasSize(1);
    assertThat(scores.get(0).value.getHarmonicMean()).isNotNull();
    pipeline.features();
  }

  private void insert(String key) {
    pipeline.change("profiles", key, profiles.create(pipeline.now(), profile(key)));
    pipeline.settle();
    embedder.takeCalls();
    pipeline.enriched();
  }

  private static Map<String, @Nullable String> profile(String key) {
    Map<String, @Nullable String> row = new HashMap<>();
    row.put("id", key);
    row.put("seeking", "seeking of " + key);
    row.put("offering", "offering of " + key);
    row.put("who_you_serve", "craftsmen of " + key);
    row.put("revenue_tier", "micro");
    row.put("content_platforms", "[\"podcast\"]");
    return row;
  }

  private static ReplayOrder order(List<String> columns, long computedBefore, boolean failed) {
    return new ReplayOrder(1, columns, computedBefore, failed);
  }
}
