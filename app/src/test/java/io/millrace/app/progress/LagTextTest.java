package io.millrace.app.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.app.progress.LagReport.StageLag;
import io.millrace.app.progress.LagReport.State;
import io.millrace.inference.ProviderHealth;
import io.millrace.schemas.Pause;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LagTextTest {
  @Test
  void shouldPutEachStageOnALineAndTheSumLast() {
    TrackedLag lag =
        lag(
            90.0,
            new StageLag("model", 12.34, 900, State.OK, held(900, 40)),
            new StageLag("sink", 0, 0, State.STOPPED));

    List<String> lines = LagText.of(lag, Map.of(), false).lines().toList();

    assertThat(lines.get(1)).contains("model", "12.3", "900", "shrinking", "-10.0", "90 s", "ok");
    assertThat(lines.get(2)).contains("sink", "stopped");
    assertThat(lines.get(3)).isEqualTo("model: 860 waiting, 40 provider down");
    assertThat(lines).last().isEqualTo("behind by 12.3 s, drained in 90 s");
  }

  @Test
  void shouldSayWhoPausedAStage_notThatItsProviderIsDown() {
    Pause pause = new Pause("ann", 1_764_331_200_000L, "a new contract");
    StageDetail detail =
        new StageDetail(
            WorkReasons.whilePaused(900), List.of(), Optional.empty(), Optional.of(pause));
    StageLag model = new StageLag("model", 12.34, 900, State.STOPPED, detail);

    String text = LagText.of(lag(null, model), Map.of(), false);

    assertThat(text.lines().toList().get(1)).endsWith("paused");
    assertThat(text)
        .contains(
            "model: paused by ann since 2025-11-28T12:00:00Z (a new contract)", "model: 900 paused")
        .doesNotContain("provider");
    assertThat(lag(null, model).document(false).toString())
        .contains("state=stopped", "paused={by=ann, since=1764331200000, reason=a new contract}");
  }

  @Test
  void shouldSayThatABacklogDoesNotShrink() {
    TrackedLag lag = lag(null, new StageLag("rows", 3, 1, State.OK));

    assertThat(LagText.of(lag, Map.of(), false)).endsWith("behind by 3.0 s, not shrinking");
  }

  @Test
  void shouldSayNoMoreWhenNothingWaits_invariant8() {
    TrackedLag lag = lag(0.0, new StageLag("rows", 0, 0, State.OK));

    assertThat(LagText.of(lag, Map.of(), false)).endsWith("behind by 0.0 s");
  }

  @Test
  void shouldShowSparklinesAndPartitions() {
    PartitionLag partition = new PartitionLag("topic", 2, null, 5L, new Backlog(5, 9_000));
    StageDetail detail = new StageDetail(Map.of(), List.of(partition), Optional.empty());

    String text =
        LagText.of(
            lag(null, new StageLag("rows", 1, 5, State.OK, detail)), Map.of("rows", "▁█"), true);

    assertThat(text)
        .contains("▁█", "topic/2  no commit yet", "rows: no commit yet in 1 partitions");
  }

  @Test
  void shouldDrawZeroLowestAndTheGreatestHighest() {
    List<Double> values = List.of(0.0, 1.0, 4.0, 8.0);

    assertThat(Sparkline.of(true).draw(values)).isEqualTo("▁▂▅█");
    assertThat(Sparkline.of(false).draw(values)).isEqualTo("_.=#");
    assertThat(Sparkline.of(true).draw(List.of(0.0, 0.0))).isEqualTo("▁▁");
  }

  @Test
  void shouldTellTimesAndSizesWithTheirUnits() {
    assertThat(TimeText.of(0.44)).isEqualTo("0.4 s");
    assertThat(TimeText.of(75)).isEqualTo("75 s");
    assertThat(TimeText.of(180)).isEqualTo("3 min");
    assertThat(TimeText.of(3 * 86_400)).isEqualTo("3 d");
    assertThat(ByteText.of(512)).isEqualTo("512 bytes");
    assertThat(ByteText.of(16L * 1024 * 1024)).isEqualTo("16.0 MB");
  }

  private static StageDetail held(long open, long retrying) {
    return new StageDetail(
        WorkReasons.of(open, retrying, ProviderHealth.State.DOWN), List.of(), Optional.empty());
  }

  private static TrackedLag lag(
      @org.jspecify.annotations.Nullable Double drain, StageLag... stages) {
    StageTrend trend = new StageTrend(Trend.SHRINKING, -10, 0, 90.0);
    return new TrackedLag(
        LagReport.of(10_000, List.of(stages), List.of()),
        Map.of("model", trend, "rows", new StageTrend(Trend.STEADY, 0, 0, drain)),
        drain);
  }
}
