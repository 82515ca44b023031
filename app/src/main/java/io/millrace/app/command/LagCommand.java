package io.millrace.app.command;

import io.millrace.app.local.Installation;
import io.millrace.app.progress.GroupLagReader;
import io.millrace.app.progress.GroupLagTracker;
import io.millrace.app.progress.LagReader;
import io.millrace.app.progress.LagTracker;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says how far behind the pipeline is. */
@Command(
    name = "lag",
    description = {
      "Says how far behind the pipeline is: seconds and records that wait, by stage, where they are"
          + " going, and when they will be done.",
      "A trend needs two readings: where anything waits, the second follows after the interval.",
      "docs/lag.md says what each number means."
    })
final class LagCommand implements Callable<Integer> {
  @Mixin private final CommonOptions options = new CommonOptions();

  @Option(
      names = "--fail-above",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description =
          "Exit with 1 if the pipeline is further behind than this, such as 5s; with --watch, at the"
              + " first reading that is.")
  private @Nullable Duration failAbove;

  @Option(
      names = "--watch",
      description =
          "Read again and again until it is interrupted: in place on a terminal, line after line"
              + " elsewhere; with --json, one document a line.")
  private boolean watch;

  @Option(
      names = "--interval",
      paramLabel = "DURATION",
      defaultValue = "1s",
      converter = DurationConverter.class,
      description = "From one reading to the next. Default: ${DEFAULT-VALUE}.")
  private Duration interval = Duration.ofSeconds(1);

  @Option(names = "--partitions", description = "List every partition and what waits in it.")
  private boolean partitions;

  @Option(
      names = "--group",
      paramLabel = "GROUP",
      description = "Any consumer group of this Kafka in place of the pipeline.")
  private @Nullable String group;

  @Override
  public Integer call() throws InterruptedException {
    Installation installation = options.installation();
    Clock clock = Clock.systemUTC();
    try (LagView view = view(installation, clock)) {
      LagPrinter printer = LagPrinter.of(options.isJson(), watch);
      if (watch) {
        return new LagWatch(view, printer, interval, failAbove).run();
      }
      LagView.Reading reading = view.read();
      if (!reading.isEmpty()) {
        Thread.sleep(interval.toMillis());
        reading = view.read();
      }
      printer.print(reading);
      return LagWatch.isAbove(reading, failAbove) ? 1 : 0;
    }
  }

  private LagView view(Installation installation, Clock clock) {
    return group == null
        ? new PipelineLagView(
            new LagTracker(
                new LagReader(LocalLagSources.of(installation), clock), PipelineLagView.KEPT),
            partitions)
        : new GroupLagView(
            new GroupLagTracker(
                new GroupLagReader(installation.environment().kafka(), group, clock)));
  }
}
