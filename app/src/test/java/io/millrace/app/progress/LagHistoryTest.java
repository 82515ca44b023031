package io.millrace.app.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.app.progress.LagReport.StageLag;
import io.millrace.app.progress.LagReport.State;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LagHistoryTest {
  private static final double TOLERANCE = 0.001;
  private final LagHistory history = new LagHistory(Duration.ofMinutes(1), Duration.ofSeconds(10));
  private long now = 1_000_000;

  @Test
  void shouldTellHowFastABacklogShrinksAndWhenItIsDone() {
    for (int second = 0; second <= 10; second++) {
      second(model(10_000 - 100L * second, 5 + second));
    }

    StageTrend trend = history.trend("model");

    assertThat(trend.trend()).isEqualTo(Trend.SHRINKING);
    assertThat(trend.recordsPerSecond()).isCloseTo(-100, within(TOLERANCE));
    assertThat(trend.secondsPerSecond()).isCloseTo(1, within(TOLERANCE));
    assertThat(trend.drainSeconds()).isCloseTo(90, within(TOLERANCE));
  }

  @Test
  void shouldSayThatABacklogGrowsWhereNothingLeavesAndOnlyItsAgeRises() {
    for (int second = 0; second <= 5; second++) {
      second(new StageLag("sink", second, 7, State.STOPPED));
    }

    StageTrend trend = history.trend("sink");

    assertThat(trend.trend()).isEqualTo(Trend.GROWING);
    assertThat(trend.drainSeconds()).isNull();
    assertThat(history.drainSeconds()).isNull();
  }

  @Test
  void shouldTakeFluctuationForSteady() {
    long[] counts = {3, 6, 2, 5, 3, 6, 2, 4, 5, 3, 4};
    for (long count : counts) {
      second(new StageLag("sink", 0.2, count, State.OK));
    }

    assertThat(history.trend("sink").trend()).isEqualTo(Trend.STEADY);
  }

  @Test
  void shouldBeSteadyAndDoneWhenIdle_invariant8() {
    second(model(0, 0));
    second(model(0, 0));

    assertThat(history.trend("model")).isEqualTo(StageTrend.IDLE);
    assertThat(history.drainSeconds()).isZero();
  }

  @Test
  void shouldSayNothingOfATrendAfterOneReading() {
    second(model(10, 3));

    assertThat(history.trend("model").trend()).isEqualTo(Trend.STEADY);
    assertThat(history.trend("model").drainSeconds()).isNull();
  }

  @Test
  void shouldForgetWhatIsOlderThanTheTrend() {
    for (int second = 0; second < 20; second++) {
      second(model(100L * second, 1));
    }
    for (int second = 0; second < 12; second++) {
      second(model(1_900 - 50L * second, 1));
    }

    assertThat(history.trend("model").recordsPerSecond()).isCloseTo(-50, within(TOLERANCE));
  }

  @Test
  void shouldKeepNoMoreReadingsThanItIsTold() {
    for (int second = 0; second < 100; second++) {
      second(model(1, 1));
    }

    assertThat(history.samples()).hasSize(61);
  }

  @Test
  void shouldCountRowsOnceWhileTheyAreTakenIntoTheWorkTable() {
    for (int second = 0; second <= 10; second++) {
      long unread = 8_000 - 500L * second;
      long done = 100L * second;
      second(new StageLag("work", second, unread, State.OK), model(10_000 - unread - done, second));
    }

    assertThat(history.trend("model").trend()).isEqualTo(Trend.GROWING);
    assertThat(history.drainSeconds()).isCloseTo(90, within(TOLERANCE));
  }

  @Test
  void shouldNotLetASmallSteadyBacklogDecideWhenAllIsDone() {
    for (int second = 0; second <= 10; second++) {
      second(model(1_000 - 10L * second, second), new StageLag("sink", 0.1, 5, State.OK));
    }

    assertThat(history.drainSeconds()).isCloseTo(90, within(TOLERANCE));
  }

  @Test
  void shouldLeaveReadingsOutInWhichAStageWasUnknown() {
    second(model(100, 1));
    second(new StageLag("model", 0, 0, State.UNKNOWN));
    second(model(80, 3));

    assertThat(history.trend("model").recordsPerSecond()).isCloseTo(-10, within(TOLERANCE));
  }

  private static StageLag model(long records, double seconds) {
    return new StageLag("model", seconds, records, State.OK);
  }

  private void second(StageLag... stages) {
    now += 1_000;
    history.add(LagReport.of(now, List.of(stages), List.of()));
  }
}
