package io.millrace.app.run;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.millrace.app.progress.LagReport;
import io.millrace.app.progress.LagReport.StageLag;
import io.millrace.app.progress.LagReport.State;
import io.millrace.app.progress.StageTrend;
import io.millrace.app.progress.TrackedLag;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The latest reading of the lag as gauges. What is not known is NaN, never zero: a rule that
 * compares it does not fire, and a chart has a gap. Threadsafe.
 */
public final class LagMeters {
  private static final String STAGE = "stage";
  private static final String MODEL = "model";

  /** Older readings tell nothing of now; longer than one takes while Kafka does not answer. */
  private static final Duration TOLD = Duration.ofMinutes(1);

  private final MeterRegistry registry;
  private final Clock clock;
  private final MultiGauge reasons;
  private volatile @Nullable TrackedLag latest;

  /** Makes all gauges known; they are NaN until {@link #read}, and where that is long ago. */
  public LagMeters(MeterRegistry registry, Clock clock) {
    this.registry = registry;
    this.clock = clock;
    reasons = MultiGauge.builder("millrace.backlog.rows").register(registry);
    gauge("millrace.behind.seconds", lag -> lag.report().behindSeconds());
    gauge("millrace.drain.seconds", lag -> number(lag.drainSeconds()));
    LagReport.NAMES.forEach(this::stage);
    new SlotMeters(this::ofStage).addTo(registry);
  }

  private void stage(String stage) {
    gauge("millrace.stage.state", stage, lag -> level(lag.state()));
    gauge("millrace.stage.seconds", stage, lag -> known(lag, lag.seconds()));
    gauge("millrace.stage.records", stage, lag -> known(lag, (double) lag.records()));
    Gauge.builder("millrace.stage.records.per.second", () -> of(lag -> slope(lag, stage)))
        .tag(STAGE, stage)
        .register(registry);
  }

  private static double slope(TrackedLag lag, String stage) {
    return Optional.ofNullable(lag.trends().get(stage))
        .map(StageTrend::recordsPerSecond)
        .orElse(Double.NaN);
  }

  /** The number that docs/metrics.md names; does not change with the order of the words. */
  private static double level(State state) {
    return switch (state) {
      case OK -> 0;
      case UNKNOWN -> 1;
      case STOPPED -> 2;
    };
  }

  private static double known(StageLag lag, double value) {
    return lag.state() == State.UNKNOWN ? Double.NaN : value;
  }

  private void gauge(String name, ToDoubleFunction<TrackedLag> value) {
    Gauge.builder(name, () -> of(value)).register(registry);
  }

  private void gauge(String name, String stage, ToDoubleFunction<StageLag> value) {
    Gauge.builder(name, () -> ofStage(stage, value)).tag(STAGE, stage).register(registry);
  }

  private double of(ToDoubleFunction<TrackedLag> value) {
    TrackedLag lag = latest;
    boolean isTold = lag != null && clock.millis() - lag.report().at() <= TOLD.toMillis();
    return isTold ? value.applyAsDouble(lag) : Double.NaN;
  }

  private double ofStage(String stage, ToDoubleFunction<StageLag> value) {
    return of(
        lag ->
            lag.report().stages().stream()
                .filter(candidate -> candidate.stage().equals(stage))
                .mapToDouble(value)
                .findFirst()
                .orElse(Double.NaN));
  }

  private static double number(@Nullable Double value) {
    return value == null ? Double.NaN : value;
  }

  /** Takes in a reading, in place of the one before. */
  public void read(TrackedLag lag) {
    latest = lag;
    Map<String, Long> waiting =
        lag.report().stages().stream()
            .filter(stage -> stage.stage().equals(MODEL))
            .map(stage -> stage.detail().reasons())
            .findFirst()
            .orElse(Map.of());
    reasons.register(
        waiting.entrySet().stream()
            .map(entry -> MultiGauge.Row.of(Tags.of("reason", entry.getKey()), entry.getValue()))
            .collect(Collectors.toList()),
        true);
  }
}
