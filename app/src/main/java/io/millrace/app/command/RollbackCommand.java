package io.millrace.app.command;

import io.millrace.app.upgrade.Upgrade;
import io.millrace.connectors.CutOver;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Switches readers back. */
@Command(
    name = "rollback",
    description =
        "Switches back to the former generation in one short transaction; it was kept fresh.")
final class RollbackCommand implements Callable<Integer> {
  @Mixin private final CommonOptions options = new CommonOptions();

  @Override
  public Integer call() {
    CutOver.Outcome outcome = new Upgrade(options.installation()).rollBack();
    options.print(CutOverCommand.document(outcome), () -> CutOverCommand.text(outcome));
    return 0;
  }
}
