package io.millrace.app.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.app.progress.LagReport.StageLag;
import io.millrace.app.progress.LagReport.State;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When a backlog ends; one reading a second. */
class DrainEstimateTest {
  private static final double TOLERANCE = 0.001;
  private static final long SOME_TIME_AGO = 1;

  private final LagHistory history = new LagHistory(Duration.ofMinutes(1), Duration.ofSeconds(10));
  private long now = 1_000_000;

  @Test
  void shouldTellTheEnd_whenABulkChangeHasJustComeIn() {
    for (int second = 0; second <= 11; second++) {
      long came = 500L * Math.min(second, 8);
      second(reads("rows", 0, came), held("model", came - 80L * second));
    }

    assertThat(history.trend("model").trend()).isEqualTo(Trend.GROWING);
    assertThat(history.drainSeconds()).isCloseTo((4_000 - 80 * 11) / 80.0, within(TOLERANCE));
  }

  @Test
  void shouldNotKnowTheEnd_whileMoreComesInThanIsDone() {
    for (int second = 0; second <= 10; second++) {
      second(reads("rows", 0, 500L * second), held("model", 420L * second));
    }

    assertThat(history.drainSeconds()).isNull();
  }

  @Test
  void shouldTakeWhatGoesOnComingInIntoAccount() {
    for (int second = 0; second <= 10; second++) {
      second(reads("rows", 0, 20L * second), held("model", 1_000 - 80L * second));
    }

    assertThat(history.drainSeconds()).isCloseTo(200 / 80.0, within(TOLERANCE));
  }

  @Test
  void shouldLeaveTheTimeOutInWhichNothingWasDone() {
    for (int second = 0; second < 5; second++) {
      second(new StageLag("model", 1, 10_000, State.STOPPED));
    }
    for (int second = 0; second < 5; second++) {
      second(held("model", 10_000 - 100L * second));
    }

    assertThat(history.drainSeconds()).isCloseTo(96, within(TOLERANCE));
  }

  @Test
  void shouldNotTellAnEnd_whileAStageThatHasWorkIsStopped() {
    for (int second = 0; second < 5; second++) {
      second(held("model", 1_000 - 100L * second), new StageLag("sink", 1, 1, State.STOPPED));
    }

    assertThat(history.drainSeconds()).isNull();
  }

  @Test
  void shouldCountWhatTheRowsWillStillHandOn() {
    for (int second = 0; second <= 10; second++) {
      second(
          held("model", 10_000 - 100L * second),
          reads("score", 50L * second, 100L * second),
          reads("sink", 0, 100L * second));
    }

    assertThat(history.drainSeconds())
        .as("500 wait, 9,000 are to come, 50 a second are done")
        .isCloseTo(190, within(TOLERANCE));
  }

  @Test
  void shouldTellTheEndOfTheRows_whileMatchesThatSettleFollowThem() {
    for (int second = 0; second <= 10; second++) {
      second(held("model", 2_000 - 100L * second), held("score", 200L + 10L * second));
    }

    assertThat(history.drainSeconds()).isCloseTo(10, within(TOLERANCE));
  }

  @Test
  void shouldTellByAge_whereNothingIsCountedInRecords() {
    for (int second = 0; second <= 10; second++) {
      second(new StageLag("capture", 60 - 2.0 * second, 0, State.OK));
    }

    assertThat(history.drainSeconds()).isCloseTo(20, within(TOLERANCE));
  }

  private static StageLag reads(String stage, long unread, long end) {
    return lag(stage, unread, new PartitionLag("topic", 0, end - unread, end, backlog(unread)));
  }

  private static StageLag held(String stage, long records) {
    return lag(stage, records, new PartitionLag("profiles", 0, null, null, backlog(records)));
  }

  private static StageLag lag(String stage, long records, PartitionLag partition) {
    StageDetail detail = new StageDetail(Map.of(), List.of(partition), Optional.empty());
    return new StageLag(stage, records == 0 ? 0 : 1, records, State.OK, detail);
  }

  private static Backlog backlog(long records) {
    return records == 0 ? Backlog.NONE : new Backlog(records, SOME_TIME_AGO);
  }

  private void second(StageLag... stages) {
    now += 1_000;
    history.add(LagReport.of(now, List.of(stages), List.of()));
  }
}
