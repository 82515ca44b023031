package io.millrace.app.progress;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.app.Json;
import io.millrace.app.progress.LagReport.StageLag;
import io.millrace.app.progress.LagReport.State;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LagReportTest {
  @Test
  void shouldListStagesInTheOrderInWhichAChangePassesThem() {
    LagReport report =
        report(
            new StageLag("sink", 1, 2, State.OK),
            new StageLag("slot", 0, 0, State.OK),
            new StageLag("model", 3.5, 7, State.OK));

    assertThat(report.stages())
        .extracting(StageLag::stage)
        .containsExactly("slot", "model", "sink");
    assertThat(report.behindSeconds()).isEqualTo(3.5);
  }

  @Test
  void shouldHaveTheShapeOfTheContract() throws IOException {
    JsonNode document = document(report(new StageLag("rows", 0.25, 3, State.STOPPED)), false);

    assertThat(document.path("behind_seconds").asDouble()).isEqualTo(0.25);
    JsonNode stage = document.path("stages").path(0);
    assertThat(stage.path("stage").asText()).isEqualTo("rows");
    assertThat(stage.path("seconds").asDouble()).isEqualTo(0.25);
    assertThat(stage.path("records").asLong()).isEqualTo(3);
    assertThat(stage.path("state").asText()).isEqualTo("stopped");
  }

  @Test
  void shouldTellReasonsOfHeldWorkAndThatNothingWasCommittedYet() throws IOException {
    PartitionLag uncommitted = new PartitionLag("topic", 1, null, 9L, new Backlog(9, 500));
    StageDetail detail =
        new StageDetail(Map.of("waiting", 4L), List.of(uncommitted), Optional.empty());

    JsonNode stage =
        document(report(new StageLag("model", 1, 4, State.OK, detail)), true)
            .path("stages")
            .path(0);

    assertThat(stage.path("reasons").path("waiting").asLong()).isEqualTo(4);
    assertThat(stage.path("partitions_without_commit").asLong()).isEqualTo(1);
    assertThat(stage.path("state").asText()).isEqualTo("ok");
    JsonNode partition = stage.path("partitions").path(0);
    assertThat(partition.path("topic").asText()).isEqualTo("topic");
    assertThat(partition.path("committed").isNull()).isTrue();
    assertThat(partition.path("seconds").asDouble()).isEqualTo(0.5);
  }

  @Test
  void shouldTellWhatTheSlotHolds() throws IOException {
    SlotState slot = new SlotState(true, "reserved", 1_000L, 300, 20, 4_000, 0.5, 0);

    JsonNode stage =
        document(report(new StageLag("slot", 0, 0, State.OK, StageDetail.of(slot))), false)
            .path("stages")
            .path(0);

    assertThat(stage.path("retained_bytes").asLong()).isEqualTo(300);
    assertThat(stage.path("unconfirmed_bytes").asLong()).isEqualTo(20);
    assertThat(stage.path("headroom_bytes").asLong()).isEqualTo(1_000);
    assertThat(stage.path("wal_status").asText()).isEqualTo("reserved");
  }

  @Test
  void shouldBeZeroWhenNothingWaits_invariant8() {
    LagReport report = report(new StageLag("rows", 0, 0, State.OK));

    assertThat(report.behindSeconds()).isZero();
    assertThat(report.isEmpty()).isTrue();
  }

  @Test
  void shouldNeverBeNegativeWhereClocksDiffer_invariant8() {
    assertThat(new Backlog(1, 2_000).seconds(1_000)).isZero();
  }

  @Test
  void shouldKeepTheAgeOfWhatWaitsRising_invariant8() {
    Backlog waiting = new Backlog(1, 1_000);

    assertThat(waiting.seconds(2_000)).isEqualTo(1);
    assertThat(waiting.seconds(61_000)).isEqualTo(60);
  }

  private static LagReport report(StageLag... stages) {
    return LagReport.of(1_000, List.of(stages), List.of());
  }

  private static JsonNode document(LagReport report, boolean withPartitions) throws IOException {
    LagHistory history = new LagHistory(Duration.ofMinutes(1), Duration.ofSeconds(10));
    history.add(report);
    TrackedLag lag = TrackedLag.of(report, history);
    return Json.MAPPER.readTree(Json.write(lag.document(withPartitions)));
  }
}
