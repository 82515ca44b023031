package io.millrace.app.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connectors.GenerationCost.TaskCost;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ReplayEstimateTest {
  private static final List<TaskCost> TASKS =
      List.of(
          new TaskCost("profiles", "embedding_seeking", 100, 40, 4_000, true),
          new TaskCost("profiles", "niche_categories", 100, 10, 1_000, false));

  @Test
  void shouldSayRowsCallsTokensMoneyAndTime() {
    ReplayEstimate estimate =
        new ReplayEstimate(
            Map.of("profiles", 100L), TASKS, OptionalDouble.of(2_000), OptionalDouble.of(25));

    assertThat(estimate.text())
        .contains("profiles: 100 rows", "embedding_seeking: 40 calls")
        .contains("50 calls at most, about 5000 tokens", "money: 10.00", "time: 2 s at 25 results");
    assertThat(estimate.document())
        .containsEntry("rows", 100L)
        .containsEntry("calls", 50L)
        .containsEntry("tokens", 5_000L)
        .containsEntry("money", 10.0)
        .containsEntry("seconds", 2.0);
  }

  @Test
  void shouldSayThatATimeIsNotKnown_ratherThanGuess() {
    ReplayEstimate estimate =
        new ReplayEstimate(
            Map.of("profiles", 100L), TASKS, OptionalDouble.empty(), OptionalDouble.empty());

    assertThat(estimate.text()).contains("time: not known").doesNotContain("money");
    assertThat(estimate.document()).containsEntry("money", null).containsEntry("seconds", null);
  }
}
