package io.millrace.app.command;

import io.millrace.app.upgrade.Upgrade;
import io.millrace.app.upgrade.UpgradeTarget;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Begins a generation. */
@Command(
    name = "start",
    description = {
      "Begins to compute a generation by the new model beside the active one, into columns of its"
          + " own, from the topics of rows.",
      "Harmless when it was begun already; after an interruption it goes on."
    })
final class UpgradeStartCommand implements Callable<Integer> {
  @Mixin private final UpgradeOptions options = new UpgradeOptions();

  @Override
  public Integer call() {
    UpgradeTarget target = options.target();
    int generation = new Upgrade(options.installation()).start(target);
    options.print(
        Map.of("generation", generation),
        () ->
            "Generation "
                + generation
                + " is being computed; see 'millrace upgrade status', then run 'millrace upgrade"
                + " cutover'.");
    return 0;
  }
}
