package io.millrace.topology.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.inference.ModelOutcome.RetryLater;
import io.millrace.schemas.EnrichedRow;
import io.millrace.schemas.TaskResult;
import io.millrace.topology.enrich.EnrichBench.Request;
import io.millrace.topology.task.TaskDefinition;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * A generation that is built while readers have an older one: each row is computed when its turn
 * comes, from the texts that it has then, and written once.
 */
class BuildingTest {
  private static final int ROWS = 20;

  private static final TaskDefinition LABELS = task("labels", "text");
  private static final TaskDefinition FACTS = task("facts", "other");

  private final EnrichBench bench =
      new EnrichBench(
          List.of(LABELS, FACTS),
          Optional.of(new OwnerGeneration(1, Map.of("profiles.facts", FACTS.version()))));

  private static TaskDefinition task(String column, String from) {
    return new TaskDefinition(column, List.of(from), "version", "test/model", "[]");
  }

  @Test
  void shouldComputeATextThatWasEditedWhileItWaitedOnce_whenItsTurnComes() {
    fillBacklog();
    bench.tick(10);

    for (int edit = 0; edit < 5; edit++) {
      edit("p19", "edit " + edit);
      bench.tick(10);
    }
    answerAll();

    assertThat(bench.requests())
        .extracting(Request::text)
        .filteredOn(text -> text.startsWith("edit") || text.equals("text 19"))
        .containsExactly("edit 4");
    assertThat(result("p19")).isEqualTo("[\"edit 4\"]");
  }

  @Test
  void shouldKeepTheRowsPlace_whenItsTextIsEditedWhileItWaits() {
    fillBacklog();
    bench.tick(10);

    edit("p10", "an edit");
    answerAll();

    assertThat(bench.requests())
        .filteredOn(request -> request.task().equals("labels"))
        .extracting(Request::text)
        .containsSubsequence("text 9", "an edit", "text 11");
  }

  @Test
  void shouldServeAnEditAtOnce_whenTheRowWasComputedBefore_invariant7() {
    bench.row("done", Map.of("text", "a text", "other", ""), true);
    answerAll();
    fillBacklog();
    bench.tick(10);

    shouldServeAtOnceAnEditOf("done");
  }

  /** After the switch readers see this generation, and its rows may be replayed. */
  @Test
  void shouldServeAnEditAtOnce_whenTheRowIsComputedAgain_invariant7() {
    bench.row("done", Map.of("text", "a text", "other", ""), true);
    answerAll();
    fillBacklog();
    bench.row("done", Map.of("text", "another text", "other", ""), true);
    bench.tick(10);

    shouldServeAtOnceAnEditOf("done");
  }

  /** Else a text that is edited more often than a model's queue is long would never be answered. */
  @Test
  void shouldServeAnEditAtOnce_whenTheModelWasAskedForTheTextBefore_invariant7() {
    fillBacklog();
    bench.tick(10);
    assertThat(bench.underWay()).extracting(Request::text).contains("text 0");

    shouldServeAtOnceAnEditOf("p0");
  }

  private void shouldServeAtOnceAnEditOf(String key) {
    edit(key, "an edit");
    bench.tick(10);

    assertThat(bench.underWay())
        .filteredOn(request -> request.text().equals("an edit"))
        .extracting(Request::isFresh)
        .containsExactly(true);
  }

  @Test
  void shouldServeANewRowAtOnce_invariant7() {
    fillBacklog();
    bench.tick(10);

    edit("new", "a new row");
    bench.tick(10);

    assertThat(last().text()).isEqualTo("a new row");
  }

  /** The owner's results are all there long before the last row's turn. */
  @Test
  void shouldWriteARowOnce_whenTheOwnersResultsComeLongBeforeItsTurn() {
    fillBacklog();
    bench.tick(10);
    for (int row = 0; row < ROWS; row++) {
      bench.tell("p" + row, Map.of("facts", "other " + row));
    }

    bench.tick(Duration.ofHours(1).toMillis());
    assertThat(bench.emissions()).isZero();
    answerAll();

    assertThat(bench.enriched()).hasSize(ROWS);
    assertThat(bench.emissions()).isEqualTo(ROWS);
  }

  @Test
  void shouldWriteWhatTheOwnerTold_whenTheModelIsAway() {
    bench.row("p1", Map.of("text", "a text", "other", "another"), true);
    bench.tick(10);
    bench.settle(last(), RetryLater.notAsked("provider_down", Duration.ofHours(1)));
    bench.tick(10);

    bench.tell("p1", Map.of("facts", "another"));
    bench.tick(1_000);

    assertThat(bench.enriched().getOrDefault("p1", Optional.empty()).orElseThrow().getResults())
        .extracting(TaskResult::getColumn)
        .containsExactly("facts");
  }

  private void fillBacklog() {
    for (int row = 0; row < ROWS; row++) {
      bench.row("p" + row, Map.of("text", "text " + row, "other", "other " + row), true);
    }
  }

  private void edit(String key, String text) {
    String other = key.startsWith("p") ? "other " + key.substring(1) : "";
    bench.row(key, Map.of("text", text, "other", other), false);
  }

  private void answerAll() {
    for (int round = 0; round < ROWS && !bench.isDone(); round++) {
      bench.underWay().forEach(bench::answer);
      bench.tick(60_000);
    }
    assertThat(bench.isDone()).isTrue();
  }

  private String result(String key) {
    EnrichedRow row = bench.enriched().getOrDefault(key, Optional.empty()).orElseThrow();
    return row.getResults().stream()
        .filter(result -> result.getColumn().equals("labels"))
        .map(TaskResult::getJson)
        .findFirst()
        .orElseThrow();
  }

  private Request last() {
    List<Request> requests = bench.requests();
    return requests.get(requests.size() - 1);
  }
}
