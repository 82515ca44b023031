package io.millrace.topology.enrich;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.millrace.inference.ModelOutcome.RetryLater;
import io.millrace.inference.Priority;
import io.millrace.schemas.TaskResult;
import io.millrace.topology.enrich.EnrichBench.Request;
import io.millrace.topology.task.TaskDefinition;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Invariant 7: fresh edits before backlog, and a share for each. */
class FairnessTest {
  private static final int ROWS = 100;
  private static final int FRESH_SHARE = EnrichBench.IN_FLIGHT / 4;

  private static final TaskDefinition LABELS = task("labels", "text");

  private final EnrichBench bench = new EnrichBench(List.of(LABELS));
  private final EnrichBench twoTasks = new EnrichBench(List.of(LABELS, task("facts", "other")));

  private static TaskDefinition task(String column, String from) {
    return new TaskDefinition(column, List.of(from), "version", "test/model", "[]");
  }

  @Test
  void shouldHandOutFreshEditsAtOnce_whenTheBacklogFillsAllItMay_invariant7() {
    fillBacklog();
    bench.tick(10);

    edit("fresh", "an edit");
    bench.tick(10);

    assertThat(bench.underWay()).hasSize(EnrichBench.IN_FLIGHT - FRESH_SHARE + 1);
    assertThat(last()).extracting(Request::text).isEqualTo("an edit");
    assertThat(last()).extracting(Request::isFresh).isEqualTo(true);
  }

  @Test
  void shouldKeepWorkInFlightBounded_whateverTheBacklogsSize() {
    fillBacklog();
    for (int row = 0; row < ROWS; row++) {
      edit("edited " + row, "edit " + row);
    }

    bench.tick(10);

    assertThat(bench.underWay()).hasSize(EnrichBench.IN_FLIGHT);
  }

  /** Or whoever saves while he writes would wait until he has ended. */
  @Test
  void shouldKeepARowsPlace_whenItIsEditedAgainBeforeItsTurn_invariant7() {
    edit("edited again", "a draft");
    bench.tick(10);
    Request first = last();
    for (int row = 0; row < ROWS; row++) {
      edit("edited " + row, "edit " + row);
    }
    bench.tick(10);
    edit("edited again", "a sentence");
    bench.tick(10);

    bench.tick(10);

    assertThat(bench.underWay())
        .filteredOn(request -> request.text().equals("a sentence"))
        .extracting(Request::priority)
        .containsExactly(first.priority());
  }

  /** Or a script that changes a column of all rows would hold up every edit of the next minutes. */
  @Test
  void shouldServeAnEditBeforeTheRestOfALargeTransaction_invariant7() {
    for (int row = 0; row < ROWS; row++) {
      edit("changed " + row, "change " + row);
    }
    bench.tick(10);
    edit("edited", "an edit");

    bench.answer(bench.underWay().get(0));
    bench.tick(10);

    assertThat(last()).extracting(Request::text).isEqualTo("an edit");
    assertThat(last().priority().since())
        .as("its place before the model, too")
        .isBetween(priorityOf("change 0").since(), priorityOf("change 1").since());
  }

  @Test
  void shouldServeTheRowsOfATransactionInItsOrder() {
    for (int row = 0; row < ROWS; row++) {
      edit("changed " + row, "change " + row);
    }

    bench.tick(10);
    bench.underWay().forEach(bench::answer);
    bench.tick(10);

    assertThat(bench.requests())
        .extracting(Request::text)
        .startsWith("change 0", "change 1", "change 2")
        .endsWith("change 13", "change 14", "change 15");
  }

  @Test
  void shouldServeTheBacklogToo_whenFreshEditsNeverEnd_invariant7() {
    fillBacklog();
    for (int row = 0; row < ROWS; row++) {
      edit("edited " + row, "edit " + row);
    }

    for (int round = 0; round < 5; round++) {
      bench.tick(10);
      bench.underWay().forEach(bench::answer);
    }

    assertThat(bench.requests()).filteredOn(request -> !request.isFresh()).hasSizeBetween(5, 10);
  }

  /** An edit that met a model that is away is as old as the backlog when the model is back. */
  @Test
  void shouldYieldToFreshEdits_whenItWaitedForAModelThatWasAway_invariant7() {
    edit("waiting", "an edit before");
    bench.tick(10);
    bench.settle(
        bench.underWay().get(0), RetryLater.notAsked("provider_down", Duration.ofSeconds(1)));
    bench.tick(10);

    bench.tick(1_000);

    assertThat(last()).extracting(Request::text).isEqualTo("an edit before");
    assertThat(last()).extracting(Request::isFresh).isEqualTo(false);
  }

  /** It had its turn, and whoever edited it waits; the backlog may take hours. */
  @Test
  void shouldTryAgainBeforeTheRestOfTheBacklog_whenTheTimeHasCome_invariant7() {
    edit("waiting", "an edit before");
    bench.tick(10);
    Request first = bench.underWay().get(0);
    fillBacklog();
    bench.settle(first, RetryLater.notAsked("provider_down", Duration.ofSeconds(1)));
    bench.tick(10);
    bench.underWay().forEach(bench::answer);

    bench.tick(1_000);

    assertThat(bench.underWay()).extracting(Request::text).contains("an edit before");
  }

  /** A row of the backlog has many texts, and an edit is of one. */
  @Test
  void shouldLeaveTextsInTheBacklogThatAnEditLeftAlone_invariant7() {
    twoTasks.row("p1", Map.of("text", "an old text", "other", "another old text"), true);
    twoTasks.row("p1", Map.of("text", "an edit", "other", "another old text"), false);

    twoTasks.tick(10);

    assertThat(twoTasks.requests())
        .extracting(Request::text, Request::isFresh)
        .containsExactlyInAnyOrder(tuple("an edit", true), tuple("another old text", false));
  }

  @Test
  void shouldEmitAnEditsAnswerAtOnce_whenOnlyTextsThatItLeftAloneAreOpen_invariant7() {
    twoTasks.row("p1", Map.of("text", "an old text", "other", "another old text"), true);
    twoTasks.row("p1", Map.of("text", "an edit", "other", "another old text"), false);
    twoTasks.tick(10);

    twoTasks.underWay().stream()
        .filter(request -> request.text().equals("an edit"))
        .forEach(twoTasks::answer);
    twoTasks.tick(10);

    assertThat(twoTasks.enriched().getOrDefault("p1", Optional.empty()).orElseThrow().getResults())
        .extracting(TaskResult::getColumn)
        .containsExactly("labels");
    assertThat(twoTasks.work("p1")).as("the text that was left alone").isNotNull();
  }

  @Test
  void shouldHandOutFreshEditsFirst_whenRowsOfTheBacklogWereEditedBeforeARestart_invariant7() {
    for (int row = 0; row < ROWS; row++) {
      twoTasks.row("p" + row, Map.of("text", "text " + row, "other", "other " + row), true);
      twoTasks.row("p" + row, Map.of("text", "edit " + row, "other", "other " + row), false);
    }
    twoTasks.restart();
    twoTasks.row("new", Map.of("text", "", "other", "a present edit"), false);

    twoTasks.tick(10);

    assertThat(twoTasks.underWay()).extracting(Request::text).contains("a present edit");
  }

  @Test
  void shouldServeEditsInTheirOrder_whenTheyWaitedOverARestart() {
    for (int row = ROWS; row > 0; row--) {
      edit("%03d".formatted(row), "edit " + row);
    }
    bench.restart();

    bench.tick(10);

    assertThat(bench.underWay()).extracting(Request::text).startsWith("edit 100", "edit 99");
  }

  /** A tick is one transaction, and a transaction has a time-out. */
  @Test
  void shouldEmitABoundedNumberOfRowsInATick_whenManyFallDueTogether() {
    for (int row = 0; row < ROWS; row++) {
      twoTasks.row("p" + row, Map.of("text", "", "other", "other " + row), true);
    }

    twoTasks.tick(600_000);
    assertThat(twoTasks.enriched()).hasSize(OpenRows.ROWS_PER_TICK);

    twoTasks.tick(10);
    assertThat(twoTasks.enriched()).hasSize(ROWS);
  }

  private void fillBacklog() {
    for (int row = 0; row < ROWS; row++) {
      bench.row("old " + row, Map.of("text", "old text " + row), true);
    }
  }

  private void edit(String key, String text) {
    bench.row(key, Map.of("text", text), false);
  }

  private Priority priorityOf(String text) {
    return bench.requests().stream()
        .filter(request -> request.text().equals(text))
        .findFirst()
        .orElseThrow()
        .priority();
  }

  private Request last() {
    List<Request> requests = bench.requests();
    return requests.get(requests.size() - 1);
  }
}
