package io.millrace.topology.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.inference.ModelOutcome.RetryLater;
import io.millrace.inference.Priority;
import io.millrace.topology.enrich.EnrichBench.Request;
import io.millrace.topology.task.TaskDefinition;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Invariant 7: fresh edits before backlog, and a share for each. */
class FairnessTest {
  private static final int ROWS = 100;
  private static final int FRESH_SHARE = EnrichBench.IN_FLIGHT / 4;

  private final EnrichBench bench =
      new EnrichBench(
          List.of(new TaskDefinition("labels", List.of("text"), "version", "test/model", "[]")));

  @Test
  void shouldHandOutFreshEditsAtOnce_whenTheBacklogFillsAllItMay_invariant7() {
    fillBacklog();
    bench.tick(10);

    edit("fresh", "an edit");
    bench.tick(10);

    assertThat(bench.underWay()).hasSize(EnrichBench.IN_FLIGHT - FRESH_SHARE + 1);
    assertThat(last()).extracting(Request::text).isEqualTo("an edit");
    assertThat(last()).extracting(Request::priority).isEqualTo(Priority.FRESH);
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

    assertThat(bench.requests())
        .filteredOn(request -> request.priority() == Priority.BACKLOG)
        .hasSizeBetween(5, 10);
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
    assertThat(last()).extracting(Request::priority).isEqualTo(Priority.BACKLOG);
  }

  private void fillBacklog() {
    for (int row = 0; row < ROWS; row++) {
      bench.row("old " + row, Map.of("text", "old text " + row), true);
    }
  }

  private void edit(String key, String text) {
    bench.row(key, Map.of("text", text), false);
  }

  private Request last() {
    List<Request> requests = bench.requests();
    return requests.get(requests.size() - 1);
  }
}
