package io.millrace.app.command;

import io.millrace.app.UserException;
import io.millrace.app.local.Installation;
import io.millrace.app.progress.LagReader;
import io.millrace.app.upgrade.UpgradeStatus;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says how far an upgrade is. */
@Command(
    name = "status",
    description = "Says how far each generation is, and how much they agree on a sample of rows.")
final class UpgradeStatusCommand implements Callable<Integer> {
  private static final long PAUSE_MILLIS = 2_000;

  @Mixin private final CommonOptions options = new CommonOptions();

  @Option(names = "--watch", description = "Print it again every 2 s until everything is done.")
  private boolean watch;

  @Override
  public Integer call() {
    Installation installation = options.installation();
    UpgradeStatus status = read(installation);
    while (watch && !status.isComplete()) {
      options.print(status.document(), status::text);
      pause();
      status = read(installation);
    }
    options.print(status.document(), status::text);
    return 0;
  }

  private static UpgradeStatus read(Installation installation) {
    return UpgradeStatus.read(
        installation,
        generation -> {
          try (LagReader reader =
              new LagReader(LocalLagSources.of(installation, generation), Clock.systemUTC())) {
            return reader.read().behindSeconds();
          }
        });
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw UserException.failure("interrupted while watching", e);
    }
  }
}
