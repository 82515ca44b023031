package io.millrace.app.command;

import io.millrace.app.progress.LagReader;
import io.millrace.app.progress.LagReport;
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
    description = "Says how far behind the pipeline is: seconds and records that wait, by stage.")
final class LagCommand implements Callable<Integer> {
  @Mixin private final CommonOptions options = new CommonOptions();

  @Option(
      names = "--fail-above",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description = "Exit with 1 if the pipeline is further behind than this, such as 5s.")
  private @Nullable Duration failAbove;

  @Override
  public Integer call() {
    LagReport lag = new LagReader(options.installation(), Clock.systemUTC()).read();
    options.print(lag.document(), lag::text);
    return failAbove != null && lag.behindSeconds() * 1_000 > failAbove.toMillis() ? 1 : 0;
  }
}
