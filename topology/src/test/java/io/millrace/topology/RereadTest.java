package io.millrace.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.inference.ModelOutcome;
import io.millrace.schemas.EnrichedRow;
import io.millrace.schemas.Failure;
import io.millrace.schemas.InputHash;
import io.millrace.schemas.RereadReason;
import io.millrace.schemas.TaskResult;
import io.millrace.schemas.WorkStatus;
import io.millrace.topology.PipelineMetrics.Skip;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.streams.KeyValue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rows that are read again from their tables: what asks for it, and what an answer does. */
class RereadTest {
  private static final String UNCHANGED = ChangeEvents.PLACEHOLDER;

  private final FakeEmbedder embedder = new FakeEmbedder();
  private final CountingMetrics metrics = new CountingMetrics();
  private final PipelineDriver pipeline = new PipelineDriver(embedder, metrics);
  private final ChangeEvents profiles =
      new ChangeEvents(
          "content_platforms", "id", "offering", "revenue_tier", "seeking", "who_you_serve");
  private final ChangeEvents matches = new ChangeEvents("id", "profile_id", "suggested_profile_id");
  private final Map<String, WorkStatus> statuses = new HashMap<>();

  @AfterEach
  void close() {
    pipeline.close();
  }

  @Test
  void shouldReadARowAgainOfWhichATextIsNotKnown_invariants6And8() {
    long committedAt = pipeline.now() - 3_000;
    cold("p1", committedAt);
    pipeline.settle();
    pipeline.pass(Duration.ofSeconds(1));

    assertThat(pipeline.signals()).containsExactly("profiles [p1][]");
    assertThat(open()).isEqualTo(1);
    assertThat(rowsStatus().getOldestCausedAt()).isEqualTo(committedAt);
    assertThat(embedder.takeCalls()).hasSize(2).noneMatch(call -> call.contains(UNCHANGED));
    pipeline.enriched();

    pipeline.change("profiles", "p1", profiles.reread(pipeline.now(), profile("p1")));
    pipeline.settle();

    assertThat(embedder.takeCalls()).containsExactly("embedding_offering: offering of p1");
    EnrichedRow row = onlyOne(pipeline.enriched());
    assertThat(row.getResults()).hasSize(3);
    assertThat(row.getReasserted()).as("an ordinary change").isFalse();
    assertThat(row.getCausedAt()).as("since when it waited").isEqualTo(committedAt);
    assertThat(open()).isZero();
    pipeline.pass(Duration.ofMinutes(1), Duration.ofSeconds(1));
    assertThat(pipeline.signals()).isEmpty();
  }

  /**
   * A changed key comes as a deletion and a creation without the texts that lie outside of the row.
   * What is remembered under the new key is of a row whose deletion was in a log that is lost.
   */
  @Test
  void shouldReadARowAgain_whenItsKeyWasThatOfAnotherRow_invariant6() {
    pipeline.change("profiles", "p1", profiles.create(pipeline.now(), profile("p1")));
    pipeline.settle();
    embedder.takeCalls();
    pipeline.enriched();

    Map<String, @Nullable String> moved = profile("p2");
    moved.put("id", "p1");
    moved.put("offering", UNCHANGED);
    pipeline.change("profiles", "p1", profiles.create(pipeline.now(), moved));
    pipeline.pass(Duration.ofSeconds(1));

    assertThat(pipeline.signals()).containsExactly("profiles [p1][]");
    assertThat(embedder.takeCalls()).hasSize(2).noneMatch(call -> call.contains("p1"));
  }

  @Test
  void shouldEmbedDebeziumsOwnPlaceholderAsTyped_invariant6() {
    Map<String, @Nullable String> typed = profile("p1");
    typed.put("offering", "__debezium_unavailable_value");
    pipeline.change("profiles", "p1", profiles.update(pipeline.now(), typed));
    pipeline.pass(Duration.ofSeconds(1));

    assertThat(embedder.takeCalls()).contains("embedding_offering: __debezium_unavailable_value");
    assertThat(pipeline.signals()).isEmpty();
  }

  @Test
  void shouldAskUntilItIsAnswered_whileTheRowGoesOnChanging_invariant6() {
    cold("p1", pipeline.now());
    for (int second = 0; second < 60; second++) {
      cold("p1", pipeline.now());
      pipeline.pass(Duration.ofSeconds(1), Duration.ofMillis(50));
    }

    assertThat(pipeline.signals()).as("one in about ten seconds").hasSizeBetween(4, 8);
    assertThat(open()).isEqualTo(1);

    pipeline.change("profiles", "p1", profiles.reread(pipeline.now(), profile("p1")));
    pipeline.settle();

    assertThat(open()).isZero();
    assertThat(embedder.takeCalls()).contains("embedding_offering: offering of p1");
  }

  /**
   * Its deletion was in a log that is lost, so that no change tells of it; `wait` would never end.
   */
  @Test
  void shouldStopAskingForARow_whenOthersAreReadAgainAndItIsNot_invariants6And8() {
    enriched("p2");
    cold("p1", pipeline.now());
    answerForHalfAMinute("p2");

    assertThat(open()).isZero();
    assertThat(pipeline.failures(true)).as("nobody asked for it").isEmpty();
    assertThat(embedder.takeCalls()).noneMatch(call -> call.contains(UNCHANGED));

    pipeline.change("profiles", "p1", profiles.reread(pipeline.now(), profile("p1")));
    pipeline.settle();
    assertThat(embedder.takeCalls())
        .as("an answer that comes late is taken")
        .containsExactly("embedding_offering: offering of p1");
  }

  @Test
  void shouldAskUntilItIsAnswered_whenOthersAreReadAgainAndItGoesOnChanging_invariant6() {
    enriched("p2");
    for (int second = 0; second < 60; second++) {
      cold("p1", pipeline.now());
      pipeline.pass(Duration.ofSeconds(1), Duration.ofMillis(50));
      answer("p2");
    }

    assertThat(open()).isEqualTo(1);
  }

  @Test
  void shouldListARowThatIsNotThere_whenOthersAreReadAgain_invariants3And8() {
    enriched("p2");
    pipeline.ask("profiles", "nobody", RereadReason.RETRY);
    answerForHalfAMinute("p2");

    assertThat(pipeline.failures(true))
        .singleElement()
        .satisfies(failure -> assertThat(failure.value.getReason()).isEqualTo("not_found"));
    assertThat(open()).isZero();
  }

  /** Its deletion was in a log that is lost; the database tells, and no text of it is kept. */
  @Test
  void shouldForgetARowThatTheDatabaseHasNoMore_whenItIsNotFound_invariant8() {
    enriched("p1");
    enriched("p2");
    pipeline.ask("profiles", "p1", RereadReason.GONE);
    answerForHalfAMinute("p2");

    assertThat(pipeline.enriched())
        .filteredOn(row -> row.key.equals("p1"))
        .singleElement()
        .satisfies(row -> assertThat(row.value).isNull());
    assertThat(pipeline.failures(true)).isEmpty();
    assertThat(open()).isZero();

    pipeline.change("profiles", "p1", profiles.reread(pipeline.now(), profile("p1")));
    pipeline.settle();
    assertThat(embedder.takeCalls()).as("if it is there after all").hasSize(3);
  }

  @Test
  void shouldKeepARow_whenTheDatabaseHasItAgain_invariant3() {
    enriched("p1");
    enriched("p2");
    pipeline.ask("profiles", "p1", RereadReason.GONE);
    pipeline.pass(Duration.ofSeconds(1));
    pipeline.change("profiles", "p1", profiles.reread(pipeline.now(), profile("p1")));
    answerForHalfAMinute("p2");

    assertThat(pipeline.enriched())
        .filteredOn(row -> row.key.equals("p1"))
        .singleElement()
        .satisfies(row -> assertThat(row.value.getReasserted()).as("written again").isTrue());
  }

  @Test
  void shouldStopAsking_whenAChangeBringsTheText() {
    cold("p1", pipeline.now());
    pipeline.pass(Duration.ofSeconds(1));
    pipeline.signals();

    pipeline.change("profiles", "p1", profiles.update(pipeline.now(), profile("p1")));
    pipeline.pass(Duration.ofMinutes(1), Duration.ofSeconds(1));

    assertThat(pipeline.signals()).isEmpty();
    assertThat(open()).isZero();
  }

  @Test
  void shouldStopAsking_whenTheRowIsDeletedOrTheTableEmptied() {
    cold("p1", pipeline.now());
    cold("p2", pipeline.now());
    pipeline.pass(Duration.ofSeconds(1));
    pipeline.signals();

    pipeline.change("profiles", "p1", profiles.delete(pipeline.now()));
    pipeline.change("profiles", null, profiles.truncate(pipeline.now()));
    pipeline.pass(Duration.ofMinutes(1), Duration.ofSeconds(1));

    assertThat(pipeline.signals()).isEmpty();
    assertThat(open()).isZero();
  }

  /** Nobody would ever answer, and `wait` would hold the request against the pipeline. */
  @Test
  void shouldNotAskForARow_whenItsDeletionCameBeforeTheRequest_invariant8() {
    enriched("p1");
    pipeline.change("profiles", "p1", profiles.delete(pipeline.now()));

    pipeline.ask("profiles", "p1", RereadReason.REPAIR);
    pipeline.pass(Duration.ofSeconds(2));

    assertThat(pipeline.signals()).isEmpty();
    assertThat(open()).isZero();
  }

  @Test
  void shouldAcceptWhatCameLaterAndDropWhatCameBefore_whenARowWasReadAgain_invariant2() {
    enriched("p1");
    long remembered = profiles.lsn();
    pipeline.change("profiles", "p1", profiles.reread(pipeline.now(), with("seeking", "read")));
    pipeline.settle();
    embedder.takeCalls();

    pipeline.change("profiles", "p1", profiles.updateAt(remembered, pipeline.now(), profile("p1")));
    pipeline.settle();
    assertThat(embedder.takeCalls()).as("the change before, again").isEmpty();
    assertThat(metrics.skips(Skip.REDELIVERED)).isEqualTo(1);

    pipeline.change("profiles", "p1", profiles.update(pipeline.now(), with("seeking", "later")));
    pipeline.settle();
    assertThat(embedder.takeCalls()).containsExactly("embedding_seeking: later");
  }

  /** Debezium tells no position of it; every change of its epoch comes after. */
  @Test
  void shouldAcceptEveryChangeAfterARowThatNothingWasRememberedOf() {
    pipeline.change("profiles", "p1", profiles.reread(pipeline.now(), profile("p1")));
    pipeline.settle();
    assertThat(embedder.takeCalls()).hasSize(3);
    long first = onlyOne(pipeline.enriched()).getRevision();

    pipeline.change("profiles", "p1", profiles.updateAt(1, pipeline.now(), with("seeking", "b")));
    pipeline.settle();

    assertThat(embedder.takeCalls()).containsExactly("embedding_seeking: b");
    EnrichedRow later = onlyOne(pipeline.enriched());
    assertThat(later.getRevision()).isGreaterThan(first);
    assertThat(result(later, "embedding_seeking").getInputHash()).isEqualTo(InputHash.md5("b"));
  }

  /** A chunk is read anew after a crash of Connect, so the same row comes twice. */
  @Test
  void shouldPayNothing_whenARowIsReadTwice_invariant2() {
    enriched("p1");

    pipeline.change("profiles", "p1", profiles.reread(pipeline.now(), profile("p1")));
    pipeline.change("profiles", "p1", profiles.reread(pipeline.now(), profile("p1")));
    pipeline.settle();

    assertThat(embedder.takeCalls()).isEmpty();
    assertThat(pipeline.enriched()).hasSize(2).allMatch(row -> row.value.getReasserted());
  }

  @Test
  void shouldWriteStoredResultsAgainWithoutAModelCall_whenARowIsRepaired_invariant3() {
    enriched("p1");

    pipeline.ask("profiles", "p1", RereadReason.REPAIR);
    pipeline.pass(Duration.ofSeconds(1));
    assertThat(pipeline.signals()).containsExactly("profiles [p1][]");
    assertThat(open()).isEqualTo(1);
    pipeline.change("profiles", "p1", profiles.reread(pipeline.now(), profile("p1")));
    pipeline.settle();

    assertThat(embedder.takeCalls()).isEmpty();
    EnrichedRow row = onlyOne(pipeline.enriched());
    assertThat(row.getReasserted()).isTrue();
    assertThat(row.getResults()).hasSize(3);
    assertThat(open()).isZero();
  }

  @Test
  void shouldScoreAgain_whenAMatchIsRepaired_invariant3() {
    enriched("p1");
    enriched("p2");
    Map<String, @Nullable String> match =
        Map.of("id", "m1", "profile_id", "p1", "suggested_profile_id", "p2");
    pipeline.change("matches", "m1", matches.create(pipeline.now(), match));
    pipeline.settle();
    long before = onlyOne(pipeline.scores()).getRevision();

    pipeline.ask("matches", "m1", RereadReason.REPAIR);
    pipeline.change("matches", "m1", matches.reread(pipeline.now(), match));
    pipeline.settle();

    assertThat(onlyOne(pipeline.scores()).getRevision()).isGreaterThan(before);
  }

  @Test
  void shouldTryFailedTasksAgainWithThePresentText_andTakeThemOffTheList_whenRetried() {
    refused("p1", "bad");
    embedder.forgetAnswer("bad");

    pipeline.ask("profiles", "p1", RereadReason.RETRY);
    pipeline.change("profiles", "p1", profiles.reread(pipeline.now(), with("seeking", "bad")));
    pipeline.settle();

    assertThat(embedder.takeCalls()).containsExactly("embedding_seeking: bad");
    assertThat(onlyOne(pipeline.enriched()).getResults()).hasSize(3);
    assertThat(failures()).containsExactly(Map.entry("profiles/p1/embedding_seeking", false));
  }

  @Test
  void shouldStayOnTheList_whenARetryFailsAgain_invariant3() {
    refused("p1", "bad");

    pipeline.ask("profiles", "p1", RereadReason.RETRY);
    pipeline.change("profiles", "p1", profiles.reread(pipeline.now(), with("seeking", "bad")));
    pipeline.settle();

    assertThat(embedder.takeCalls()).containsExactly("embedding_seeking: bad");
    assertThat(failures()).containsExactly(Map.entry("profiles/p1/embedding_seeking", true));
  }

  @Test
  void shouldGoOnWithARetry_whenTheRowChangesMeanwhile() {
    refused("p1", "bad");
    embedder.forgetAnswer("bad");
    embedder.hold();
    pipeline.ask("profiles", "p1", RereadReason.RETRY);
    pipeline.change("profiles", "p1", profiles.reread(pipeline.now(), with("seeking", "bad")));
    Map<String, @Nullable String> changed = with("seeking", "bad");
    changed.put("revenue_tier", "premium");
    pipeline.change("profiles", "p1", profiles.update(pipeline.now(), changed));
    embedder.release();
    pipeline.settle();

    assertThat(onlyOne(pipeline.enriched()).getResults()).hasSize(3);
    assertThat(failures()).containsExactly(Map.entry("profiles/p1/embedding_seeking", false));
  }

  @Test
  void shouldTakeAFailureOffTheList_whenTheTextIsAnotherOne() {
    refused("p1", "bad");

    pipeline.change("profiles", "p1", profiles.update(pipeline.now(), with("seeking", "good")));
    pipeline.settle();

    assertThat(failures()).containsExactly(Map.entry("profiles/p1/embedding_seeking", false));
  }

  @Test
  void shouldTakeAFailureOffTheList_whenTheRowIsDeleted() {
    refused("p1", "bad");

    pipeline.change("profiles", "p1", profiles.delete(pipeline.now()));
    pipeline.settle();

    assertThat(failures()).containsExactly(Map.entry("profiles/p1/embedding_seeking", false));
  }

  @Test
  void shouldListARowThatSomebodyAskedForAndThatIsNotThere_invariants3And8() {
    pipeline.ask("profiles", "nobody", RereadReason.RETRY);
    enriched("p1");
    for (int change = 0; change < 800; change++) {
      pipeline.change(
          "profiles", "p1", profiles.update(pipeline.now(), with("revenue_tier", "t" + change)));
      pipeline.pass(Duration.ofSeconds(5), Duration.ofSeconds(5));
    }

    assertThat(pipeline.signals()).contains("profiles [p1][nobody]");
    assertThat(pipeline.failures(true))
        .singleElement()
        .satisfies(
            failure -> {
              assertThat(failure.key).isEqualTo("profiles/nobody");
              assertThat(failure.value.getReason()).isEqualTo("not_found");
            });
    assertThat(open()).isZero();
  }

  /** Lists a text that the model refuses; what it made of the others is put aside. */
  private void refused(String key, String text) {
    embedder.answer(text, new ModelOutcome.Rejected<>("no_tokens", "nothing to embed"));
    pipeline.change("profiles", key, profiles.create(pipeline.now(), with("seeking", text)));
    pipeline.settle();
    assertThat(failures()).containsExactly(Map.entry("profiles/p1/embedding_seeking", true));
    embedder.takeCalls();
    pipeline.enriched();
  }

  /** What became of entries of the failure list: whether they are on it. */
  private List<Map.Entry<String, Boolean>> failures() {
    return pipeline.failures(false).stream().map(RereadTest::entry).toList();
  }

  private static Map.Entry<String, Boolean> entry(KeyValue<String, Failure> record) {
    return Map.entry(record.key, record.value != null);
  }

  /** A change that left a text out which nobody knows. */
  private void cold(String key, long committedAt) {
    Map<String, @Nullable String> columns = profile(key);
    columns.put("offering", UNCHANGED);
    columns.put("revenue_tier", "tier " + profiles.lsn());
    pipeline.change("profiles", key, profiles.update(committedAt, columns));
  }

  private void answerForHalfAMinute(String key) {
    for (int second = 0; second < 30; second++) {
      pipeline.pass(Duration.ofSeconds(1), Duration.ofMillis(50));
      answer(key);
    }
  }

  /** Reads a row from its table if the signals ask for it. */
  private void answer(String key) {
    if (pipeline.signals().stream().anyMatch(signal -> signal.contains(key))) {
      pipeline.change("profiles", key, profiles.reread(pipeline.now(), profile(key)));
    }
  }

  private void enriched(String key) {
    pipeline.change("profiles", key, profiles.create(pipeline.now(), profile(key)));
    pipeline.settle();
    embedder.takeCalls();
    pipeline.enriched();
  }

  private long open() {
    return rowsStatus().getOpen();
  }

  private WorkStatus rowsStatus() {
    statuses.putAll(pipeline.rowsStatuses());
    return Objects.requireNonNull(statuses.get("rows//0"));
  }

  private static Map<String, @Nullable String> with(String column, String text) {
    Map<String, @Nullable String> columns = profile("p1");
    columns.put(column, text);
    return columns;
  }

  private static Map<String, @Nullable String> profile(String key) {
    Map<String, @Nullable String> columns = new HashMap<>();
    columns.put("id", key);
    columns.put("seeking", "seeking of " + key);
    columns.put("offering", "offering of " + key);
    columns.put("who_you_serve", "audience of " + key);
    columns.put("revenue_tier", "established");
    columns.put("content_platforms", "[\"podcast\"]");
    return columns;
  }

  private static TaskResult result(EnrichedRow row, String column) {
    return row.getResults().stream()
        .filter(candidate -> candidate.getColumn().equals(column))
        .findFirst()
        .orElseThrow();
  }

  private static <V> V onlyOne(List<KeyValue<String, V>> records) {
    assertThat(records).hasSize(1);
    return records.get(0).value;
  }
}
