package io.millrace.app.command;

import io.millrace.app.upgrade.Upgrade;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Gives up the former generation. */
@Command(
    name = "finish",
    description =
        "Gives up the generation that was active before the cutover: its columns, topics, connector"
            + " and state. There is no rollback afterwards.")
final class FinishCommand implements Callable<Integer> {
  @Mixin private final CommonOptions options = new CommonOptions();
  @Mixin private final Confirmation confirmation = new Confirmation();

  @Override
  public Integer call() {
    confirmation.require(
        "This removes the former generation with its columns, topics, groups and state.");
    new Upgrade(options.installation()).finish();
    options.print(Map.of("done", true), () -> "The former generation is gone.");
    return 0;
  }
}
