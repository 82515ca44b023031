package io.millrace.app.command;

import io.millrace.app.upgrade.Upgrade;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Gives up the generation that is being built. */
@Command(
    name = "abort",
    description =
        "Gives up the generation that is being built: its columns, topics, connector and state. No"
            + " trace of it is left.")
final class AbortCommand implements Callable<Integer> {
  @Mixin private final CommonOptions options = new CommonOptions();
  @Mixin private final Confirmation confirmation = new Confirmation();

  @Override
  public Integer call() {
    confirmation.require(
        "This removes the generation that is being built with its columns, topics, groups and"
            + " state.");
    new Upgrade(options.installation()).abort();
    options.print(Map.of("done", true), () -> "The generation that was being built is gone.");
    return 0;
  }
}
