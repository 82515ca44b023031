package io.millrace.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.plan.EnrichmentPlan;
import io.millrace.plan.PlanReader;
import io.millrace.schemas.EnrichedRow;
import io.millrace.schemas.TaskResult;
import io.millrace.topology.enrich.OwnerGeneration;
import io.millrace.topology.task.TaskDefinition;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.KeyValue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Results that another generation has computed in the same way are not paid for again. */
class OwnerGenerationTest {
  private static final EnrichmentPlan PLAN = PlanReader.read(PipelineDriver.PLAN, "test plan");

  private final FakeEmbedder ownersEmbedder = new FakeEmbedder();
  private final FakeEmbedder embedder = new FakeEmbedder();
  private final CountingMetrics metrics = new CountingMetrics();
  private final PipelineDriver owner =
      new PipelineDriver(PLAN, new FakeModels(ownersEmbedder), PipelineMetrics.none());
  private final ChangeEvents profiles =
      new ChangeEvents(
          "content_platforms", "id", "offering", "revenue_tier", "seeking", "who_you_serve");
  private @Nullable PipelineDriver pipeline;

  @AfterEach
  void close() {
    owner.close();
    if (pipeline != null) {
      pipeline.close();
    }
  }

  @Test
  void shouldTakeResultsOfTheSameInputAndVersion_invariant2() {
    PipelineDriver next = start(versions());
    insert(owner, "a coach");
    insert(next, "a coach");
    EnrichedRow told = only(owner.enriched());

    next.tell(1, told);
    next.pass(Duration.ofSeconds(5));

    EnrichedRow taken = only(next.enriched());
    assertThat(embedder.takeCalls()).isEmpty();
    assertThat(taken.getGeneration()).isEqualTo(2);
    assertThat(taken.getResults())
        .extracting(TaskResult::getVector)
        .isEqualTo(told.getResults().stream().map(TaskResult::getVector).toList());
    assertThat(next.features()).hasSize(1);
  }

  /** A row that was written again, for a column that no task reads, stands behind its results. */
  @Test
  void shouldTakeResultsThatCameBeforeTheRow_invariant2() {
    PipelineDriver next = start(versions());
    insert(owner, "a coach");
    next.tell(1, only(owner.enriched()));

    insert(next, "a coach");

    assertThat(embedder.takeCalls()).isEmpty();
    assertThat(only(next.enriched()).getResults()).hasSize(3);
    assertThat(metrics.skips(PipelineMetrics.Skip.TAKEN_OVER)).isEqualTo(3);
  }

  @Test
  void shouldAskTheModel_whenTheOwnerDoesNotAnswer() {
    PipelineDriver next = start(versions());
    insert(next, "a coach");

    next.pass(Duration.ofSeconds(2));
    assertThat(embedder.takeCalls()).isEmpty();
    next.pass(Duration.ofSeconds(2));

    assertThat(embedder.takeCalls()).contains("embedding_seeking: a coach").hasSize(3);
    assertThat(next.enriched()).isNotEmpty();
  }

  @Test
  void shouldNotTakeAResultOfAnotherInput_invariant4() {
    PipelineDriver next = start(versions());
    insert(owner, "a coach");
    insert(next, "a mentor");

    next.tell(1, only(owner.enriched()));
    next.pass(Duration.ofSeconds(5));

    assertThat(embedder.takeCalls()).containsExactly("embedding_seeking: a mentor");
  }

  @Test
  void shouldNeitherWaitNorTake_whenTheVersionIsAnother_invariant5() {
    PipelineDriver next = start(versionsWithAnotherOfSeeking());
    insert(owner, "a coach");
    insert(next, "a coach");

    next.settle();
    assertThat(embedder.takeCalls()).containsExactly("embedding_seeking: a coach");
    next.tell(1, only(owner.enriched()));
    next.pass(Duration.ofSeconds(5));

    assertThat(embedder.takeCalls()).isEmpty();
  }

  /** The owner's vectors are most of a record's bytes, and of another model. */
  @Test
  void shouldKeepOnlyWhatItShares_whenTheOwnersRecordComesBeforeTheRow() {
    PipelineDriver next = start(versionsWithAnotherOfSeeking());
    insert(owner, "a coach");

    next.tell(1, only(owner.enriched()));

    assertThat(next.keptOfOwner("p1").orElseThrow().getResults())
        .extracting(TaskResult::getColumn)
        .containsExactly("embedding_offering", "embedding_who_you_serve");
  }

  private PipelineDriver start(Map<String, String> versions) {
    PipelineDriver made =
        new PipelineDriver(
            PLAN,
            new FakeModels(embedder),
            metrics,
            2,
            Optional.of(new OwnerGeneration(1, versions)));
    pipeline = made;
    return made;
  }

  private static Map<String, String> versions() {
    Map<String, String> versions = new HashMap<>();
    new FakeModels()
        .runners(PLAN)
        .of("profiles")
        .forEach(
            runner -> {
              TaskDefinition task = runner.definition();
              versions.put("profiles." + task.column(), task.version());
            });
    return versions;
  }

  private static Map<String, String> versionsWithAnotherOfSeeking() {
    Map<String, String> others = new HashMap<>(versions());
    others.put("profiles.embedding_seeking", "another");
    return others;
  }

  private void insert(PipelineDriver into, String seeking) {
    Map<String, @Nullable String> row = new HashMap<>();
    row.put("id", "p1");
    row.put("seeking", seeking);
    row.put("offering", "bookkeeping");
    row.put("who_you_serve", "craftsmen");
    into.change("profiles", "p1", profiles.create(into.now(), row));
    into.settle();
  }

  private static EnrichedRow only(List<KeyValue<String, EnrichedRow>> rows) {
    assertThat(rows).hasSize(1);
    return rows.get(0).value;
  }
}
