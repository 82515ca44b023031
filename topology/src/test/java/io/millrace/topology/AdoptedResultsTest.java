package io.millrace.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.schemas.EnrichedRow;
import io.millrace.schemas.InputHash;
import io.millrace.schemas.PackedVector;
import io.millrace.schemas.TaskResult;
import io.millrace.topology.PipelineMetrics.Skip;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.streams.KeyValue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Vectors that a table held before Millrace are not paid for, and never stand for another text. */
class AdoptedResultsTest {
  private static final Map<String, String> TEXTS =
      Map.of("seeking", "a coach", "offering", "bookkeeping", "who_you_serve", "craftsmen");
  private static final String VERSION = FakeModels.MODEL.fingerprint();

  private final FakeEmbedder embedder = new FakeEmbedder();
  private final CountingMetrics metrics = new CountingMetrics();
  private final PipelineDriver pipeline = new PipelineDriver(embedder, metrics);
  private final ChangeEvents profiles =
      new ChangeEvents(
          "content_platforms", "id", "offering", "revenue_tier", "seeking", "who_you_serve");

  @AfterEach
  void close() {
    pipeline.close();
  }

  @Test
  void shouldTakeWhatWasToldBeforeTheSnapshot_invariant2() {
    pipeline.adopt(held(TEXTS, VERSION));

    snapshot(TEXTS);

    EnrichedRow row = only(pipeline.enriched());
    assertThat(embedder.takeCalls()).isEmpty();
    assertThat(row.getReasserted()).isTrue();
    assertThat(row.getRevision()).isPositive();
    assertThat(row.getGeneration()).isEqualTo(1);
    assertThat(row.getResults())
        .hasSize(3)
        .allMatch(result -> result.getMarks().equals(List.of("adopted")));
    assertThat(pipeline.features()).hasSize(1);
    assertThat(metrics.skips(Skip.ADOPTED)).isEqualTo(3);
  }

  /** The snapshot of a row may be dropped for an update that came while it was read. */
  @Test
  void shouldHaveItNoted_whenTheFirstThatComesIsAnUpdate_invariant3() {
    pipeline.adopt(held(TEXTS, VERSION));

    pipeline.change("profiles", "p1", profiles.update(pipeline.now(), row(TEXTS)));
    pipeline.settle();

    assertThat(only(pipeline.enriched()).getResults()).hasSize(3);
    assertThat(embedder.takeCalls()).isEmpty();
  }

  @Test
  void shouldComputeOnlyWhatWasEditedSince_invariant4() {
    pipeline.adopt(held(TEXTS, VERSION));

    snapshot(with("seeking", "a mentor"));
    pipeline.pass(Duration.ofSeconds(5));

    assertThat(embedder.takeCalls()).containsExactly("embedding_seeking: a mentor");
    assertThat(last(pipeline.enriched()).getResults())
        .extracting(TaskResult::getVector)
        .containsExactly(
            PackedVector.pack(FakeEmbedder.vectorOf("bookkeeping")),
            PackedVector.pack(FakeEmbedder.vectorOf("a mentor")),
            PackedVector.pack(FakeEmbedder.vectorOf("craftsmen")));
  }

  @Test
  void shouldAnswerARowThatWaitsForTheModel() {
    embedder.hold();
    snapshot(TEXTS);

    pipeline.adopt(held(TEXTS, VERSION));
    pipeline.settle();

    assertThat(only(pipeline.enriched()).getResults())
        .hasSize(3)
        .allMatch(result -> result.getMarks().equals(List.of("adopted")));
    embedder.release();
    pipeline.settle();
    assertThat(pipeline.enriched()).isEmpty();
    assertThat(metrics.skips(Skip.ADOPTED)).isEqualTo(3);
  }

  @Test
  void shouldNotTouchWhatWasComputed_invariant4() {
    snapshot(TEXTS);
    assertThat(pipeline.enriched()).isNotEmpty();

    pipeline.adopt(held(TEXTS, VERSION));
    pipeline.settle();

    assertThat(pipeline.enriched()).isEmpty();
    assertThat(metrics.skips(Skip.ADOPTED)).isZero();
  }

  @Test
  void shouldNotTakeWhatAnotherVersionMade_invariant5() {
    pipeline.adopt(held(TEXTS, "another"));

    snapshot(TEXTS);

    assertThat(embedder.takeCalls()).hasSize(3);
  }

  @Test
  void shouldEmbedOneField_whenItIsEditedLater_invariant2() {
    pipeline.adopt(held(TEXTS, VERSION));
    pipeline.adopt(held(TEXTS, VERSION));
    snapshot(TEXTS);
    long adopted = only(pipeline.enriched()).getRevision();

    pipeline.change(
        "profiles",
        "p1",
        profiles.update(pipeline.now(), row(with("offering", "bookkeeping and taxes"))));
    pipeline.settle();

    assertThat(embedder.takeCalls()).containsExactly("embedding_offering: bookkeeping and taxes");
    EnrichedRow edited = only(pipeline.enriched());
    assertThat(edited.getRevision()).isGreaterThan(adopted);
    assertThat(edited.getChanged()).containsExactly("embedding_offering");
  }

  @Test
  void shouldForgetWhatWasToldOfARowThatIsDeleted() {
    pipeline.adopt(held(TEXTS, VERSION));
    pipeline.change("profiles", "p1", profiles.create(pipeline.now(), row(Map.of())));
    pipeline.change("profiles", "p1", profiles.delete(pipeline.now()));

    snapshot(TEXTS);

    assertThat(embedder.takeCalls()).hasSize(3);
  }

  private void snapshot(Map<String, String> texts) {
    pipeline.change("profiles", "p1", profiles.snapshot(pipeline.now(), row(texts)));
    pipeline.settle();
  }

  private static Map<String, String> with(String column, String text) {
    Map<String, String> texts = new TreeMap<>(TEXTS);
    texts.put(column, text);
    return texts;
  }

  private static Map<String, @Nullable String> row(Map<String, String> texts) {
    Map<String, @Nullable String> row = new HashMap<>();
    texts.forEach(row::put);
    row.put("id", "p1");
    return row;
  }

  private EnrichedRow held(Map<String, String> texts, String version) {
    List<TaskResult> results = new ArrayList<>();
    new TreeMap<>(texts)
        .forEach(
            (column, text) ->
                results.add(
                    TaskResult.newBuilder()
                        .setColumn("embedding_" + column)
                        .setInputHash(InputHash.md5(text))
                        .setTaskVersion(version)
                        .setModel("test/model")
                        .setRevision(1)
                        .setVector(PackedVector.pack(FakeEmbedder.vectorOf(text)))
                        .setJson(null)
                        .setTruncated(false)
                        .setComputedAt(pipeline.now())
                        .setMarks(List.of("adopted"))
                        .build()));
    return new EnrichedRow("profiles", "p1", 1, 0, 0L, results, List.of(), false, 0L);
  }

  private static EnrichedRow only(List<KeyValue<String, EnrichedRow>> rows) {
    assertThat(rows).hasSize(1);
    return last(rows);
  }

  private static EnrichedRow last(List<KeyValue<String, EnrichedRow>> rows) {
    return rows.get(rows.size() - 1).value;
  }
}
