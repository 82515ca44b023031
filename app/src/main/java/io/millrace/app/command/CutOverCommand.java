package io.millrace.app.command;

import io.millrace.app.upgrade.Upgrade;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Switches readers to the new generation. */
@Command(
    name = "cutover",
    description = {
      "Builds the indexes of the new generation, waits until it has answered all that was"
          + " committed, and switches to it in one short transaction.",
      "The former generation is kept fresh for a rollback."
    })
final class CutOverCommand implements Callable<Integer> {
  @Mixin private final CommonOptions options = new CommonOptions();

  @Option(names = "--force", description = "Switch although results are missing.")
  private boolean force;

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      defaultValue = "60s",
      converter = DurationConverter.class,
      description = "How long to wait for results at most. Default: ${DEFAULT-VALUE}.")
  private Duration timeout = Duration.ofSeconds(60);

  @Override
  public Integer call() {
    Upgrade upgrade = new Upgrade(options.installation());
    SwitchAnswer.print(options, upgrade, upgrade.cutOver(force, timeout));
    return 0;
  }
}
