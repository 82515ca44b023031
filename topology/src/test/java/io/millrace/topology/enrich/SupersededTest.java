package io.millrace.topology.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.inference.ModelOutcome.RetryLater;
import io.millrace.topology.enrich.EnrichBench.Request;
import io.millrace.topology.task.TaskDefinition;
import io.millrace.topology.task.TaskValue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Invariant 2: a text that is gone before a model begins with it is not computed. */
class SupersededTest {
  private final EnrichBench bench =
      new EnrichBench(
          List.of(new TaskDefinition("labels", List.of("text"), "version", "test/model", "[]")));

  private void edit(String text) {
    bench.row("p1", Map.of("text", text), false);
  }

  @Test
  void shouldWithdrawWhatAnEditSuperseded_invariant2() {
    edit("first");
    bench.tick(10);
    Request first = bench.underWay().get(0);

    edit("second");
    bench.tick(10);

    assertThat(first.outcome()).isCancelled();
    assertThat(bench.underWay()).extracting(Request::text).containsExactly("second");
  }

  @Test
  void shouldWithdrawWhatADeletionCancelled_invariant2() {
    edit("first");
    bench.tick(10);
    Request first = bench.underWay().get(0);

    bench.delete("p1");
    bench.tick(10);

    assertThat(first.outcome()).isCancelled();
    assertThat(bench.isDone()).isTrue();
  }

  @Test
  void shouldLeaveAloneWhatIsStillWanted() {
    edit("first");
    bench.tick(10);

    bench.row("p1", Map.of("text", "first", "other", "new"), false);
    bench.tick(10);

    assertThat(bench.requests()).hasSize(1);
    assertThat(bench.underWay()).hasSize(1);
  }

  @Test
  void shouldAskAgainAtOnce_whenTheRowIsEditedBackToAWithdrawnText() {
    edit("first");
    bench.tick(10);
    edit("second");
    edit("first");

    bench.tick(10);

    assertThat(bench.underWay()).extracting(Request::text).containsExactly("first");
    assertThat(bench.underWay()).extracting(Request::isFresh).containsExactly(true);
    bench.underWay().forEach(bench::answer);
    bench.tick(10);
    assertThat(bench.enriched()).containsKey("p1");
    assertThat(bench.isDone()).isTrue();
  }

  /** The answer that put the other text off came in the same moment. */
  @Test
  void shouldNotAskATextBeforeItsTime_whenAnotherOfItsRowWasWithdrawnAndIsBack() {
    EnrichBench twoTasks =
        new EnrichBench(
            List.of(
                new TaskDefinition("labels", List.of("text"), "version", "test/model", "[]"),
                new TaskDefinition("facts", List.of("other"), "version", "test/model", "[]")));
    twoTasks.row("p1", Map.of("text", "put off", "other", "first"), false);
    twoTasks.tick(10);
    Request later =
        twoTasks.underWay().stream()
            .filter(request -> request.text().equals("put off"))
            .findFirst()
            .orElseThrow();
    twoTasks.settle(later, new RetryLater<TaskValue>("busy", Duration.ofHours(1)));
    twoTasks.row("p1", Map.of("text", "put off", "other", "second"), false);
    twoTasks.row("p1", Map.of("text", "put off", "other", "first"), false);

    twoTasks.tick(10);

    assertThat(twoTasks.underWay()).extracting(Request::text).containsExactly("first");
  }
}
