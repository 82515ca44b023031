package io.millrace.app.run;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.millrace.schemas.Freshness;
import io.millrace.schemas.SinkReport;
import io.millrace.schemas.Tally;
import io.millrace.schemas.TaskFreshness;
import java.time.Duration;

/** Counters of what the sinks report through their topic: of all instances. Threadsafe. */
final class SinkMeters {
  private final MeterRegistry registry;
  private final Counter rows;
  private final Counter values;

  SinkMeters(MeterRegistry registry) {
    this.registry = registry;
    rows = registry.counter("millrace.sink.rows.written");
    values = registry.counter("millrace.sink.values.written");
  }

  void add(SinkReport report) {
    rows.increment((double) report.getRowsWritten());
    values.increment((double) report.getValuesWritten());
    for (Tally tally : report.getSkipped()) {
      registry
          .counter("millrace.sink.skipped", "reason", tally.getReason())
          .increment((double) tally.getCount());
    }
    for (Freshness freshness : report.getFreshness()) {
      timer("millrace.freshness", Tags.of("table", freshness.getTable()))
          .record(Duration.ofMillis(freshness.getMillis()));
    }
    for (TaskFreshness task : report.getTasks()) {
      Timer timer =
          timer(
              "millrace.task.freshness",
              Tags.of("table", task.getTable(), "column", task.getColumn()));
      task.getMillis().forEach(millis -> timer.record(Duration.ofMillis(millis)));
    }
  }

  private Timer timer(String name, Tags tags) {
    return Timer.builder(name)
        .description("From PostgreSQL's commit of a change to the commit of its result.")
        .tags(tags)
        .publishPercentiles(0.5, 0.95, 0.99)
        .distributionStatisticExpiry(Duration.ofHours(1))
        .register(registry);
  }
}
