package io.millrace.app.command;

import io.millrace.app.UserException;
import io.millrace.app.progress.PipelineWait;
import io.millrace.app.progress.PipelineWaits;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Waits until everything that was committed before is answered. */
@Command(
    name = "wait",
    description = {
      "Returns when every change committed before the call is written, skipped or in the failure"
          + " list, scores included.",
      "Exits with 1 at the timeout, and says which stage holds what."
    })
final class WaitCommand implements Callable<Integer> {
  @Mixin private final CommonOptions options = new CommonOptions();

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      defaultValue = "60s",
      converter = DurationConverter.class,
      description = "How long to wait at most. Default: ${DEFAULT-VALUE}.")
  private Duration timeout = Duration.ofSeconds(60);

  @Override
  public Integer call() {
    Optional<PipelineWait.Held> held = PipelineWaits.await(options.installation(), timeout);
    if (held.isPresent()) {
      throw UserException.failure(sentence(held.get()));
    }
    options.print(Map.of("done", true), () -> "Everything is written.");
    return 0;
  }

  private String sentence(PipelineWait.Held held) {
    String records = held.records() == 0 ? "something" : held.records() + " records";
    return "After "
        + timeout.toSeconds()
        + " s, stage "
        + held.stage()
        + " still holds "
        + records
        + "; see 'millrace lag' and 'millrace status'.";
  }
}
