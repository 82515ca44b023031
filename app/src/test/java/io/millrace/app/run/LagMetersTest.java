package io.millrace.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.app.progress.LagReport;
import io.millrace.app.progress.LagReport.StageLag;
import io.millrace.app.progress.LagReport.State;
import io.millrace.app.progress.SlotState;
import io.millrace.app.progress.StageDetail;
import io.millrace.app.progress.TrackedLag;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LagMetersTest {
  private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final LagMeters meters = new LagMeters(registry, Clock.fixed(NOW, ZoneOffset.UTC));

  @Test
  void shouldKnowNothingBeforeTheFirstReading() {
    assertThat(gauge("millrace.behind.seconds")).isNaN();
    assertThat(stage("millrace.stage.seconds", "sink")).isNaN();
    assertThat(gauge("millrace.slot.lost")).isNaN();
  }

  @Test
  void shouldTellEachStageOfTheLatestReading() {
    meters.read(reading(NOW, new StageLag("sink", 95, 1_204, State.STOPPED)));

    assertThat(gauge("millrace.behind.seconds")).isEqualTo(95);
    assertThat(gauge("millrace.drain.seconds")).as("it does not shrink").isNaN();
    assertThat(stage("millrace.stage.seconds", "sink")).isEqualTo(95);
    assertThat(stage("millrace.stage.records", "sink")).isEqualTo(1_204);
    assertThat(stage("millrace.stage.state", "sink")).isEqualTo(2);
  }

  @Test
  void shouldNotTakeUnknownForNothing() {
    meters.read(reading(NOW, new StageLag("slot", 0, 0, State.UNKNOWN)));

    assertThat(stage("millrace.stage.state", "slot")).isEqualTo(1);
    assertThat(stage("millrace.stage.seconds", "slot")).isNaN();
  }

  @Test
  void shouldNotRepeatAnOldReading() {
    meters.read(reading(NOW.minus(Duration.ofMinutes(2)), new StageLag("sink", 3, 1, State.OK)));

    assertThat(gauge("millrace.behind.seconds")).isNaN();
  }

  @Test
  void shouldTellTheSlot() {
    SlotState slot = new SlotState(false, "lost", null, 900, 500, -1, 0, 0);

    meters.read(reading(NOW, new StageLag("slot", 9, 0, State.STOPPED, StageDetail.of(slot))));

    assertThat(gauge("millrace.slot.retained.bytes")).isEqualTo(900);
    assertThat(gauge("millrace.slot.lost")).isEqualTo(1);
    assertThat(gauge("millrace.slot.active")).isZero();
    assertThat(gauge("millrace.slot.headroom.bytes")).as("there is no limit").isNaN();
    assertThat(gauge("millrace.slot.limit.bytes")).isNaN();
  }

  @Test
  void shouldForgetReasonsThatAreGone() {
    meters.read(reading(NOW, model(Map.of("waiting", 4L, "provider_down", 618L))));
    assertThat(reason("provider_down")).contains(618.0);

    meters.read(reading(NOW, model(Map.of("waiting", 4L))));

    assertThat(reason("provider_down")).isEmpty();
    assertThat(reason("waiting")).contains(4.0);
  }

  private static StageLag model(Map<String, Long> reasons) {
    return new StageLag(
        "model", 1, 4, State.OK, new StageDetail(reasons, List.of(), Optional.empty()));
  }

  private static TrackedLag reading(Instant at, StageLag lag) {
    return new TrackedLag(
        new LagReport(at.toEpochMilli(), List.of(lag), List.of()), Map.of(), null);
  }

  private double gauge(String name) {
    return registry.get(name).gauge().value();
  }

  private double stage(String name, String stage) {
    return registry.get(name).tag("stage", stage).gauge().value();
  }

  private Optional<Double> reason(String reason) {
    return Optional.ofNullable(registry.find("millrace.backlog.rows").tag("reason", reason).gauge())
        .map(gauge -> gauge.value());
  }
}
