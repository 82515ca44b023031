package io.millrace.app.run;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.millrace.app.progress.LagReport.StageLag;
import io.millrace.app.progress.SlotState;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** What PostgreSQL says of the replication slot, as gauges; NaN where it says nothing. */
final class SlotMeters {
  private static final String SLOT = "slot";
  private static final String LOST = "lost";

  private final StageValue stages;

  /** Gives a value of a stage's latest reading; NaN: there is none. */
  interface StageValue {
    double of(String stage, ToDoubleFunction<StageLag> value);
  }

  SlotMeters(StageValue stages) {
    this.stages = stages;
  }

  void addTo(MeterRegistry registry) {
    gauge(registry, "millrace.slot.retained.bytes", SlotState::retainedBytes);
    gauge(registry, "millrace.slot.headroom.bytes", slot -> number(slot.headroomBytes()));
    gauge(registry, "millrace.slot.limit.bytes", slot -> limit(slot.limitBytes()));
    gauge(registry, "millrace.slot.active", slot -> slot.isActive() ? 1 : 0);
    gauge(registry, "millrace.slot.lost", slot -> LOST.equals(slot.walStatus()) ? 1 : 0);
  }

  private void gauge(MeterRegistry registry, String name, ToDoubleFunction<SlotState> value) {
    Gauge.builder(
            name,
            () ->
                stages.of(
                    SLOT, lag -> lag.detail().slot().map(value::applyAsDouble).orElse(Double.NaN)))
        .register(registry);
  }

  private static double number(@Nullable Long value) {
    return value == null ? Double.NaN : value.doubleValue();
  }

  private static double limit(long bytes) {
    return bytes < 0 ? Double.NaN : (double) bytes;
  }
}
