package io.millrace.app.command;

import io.millrace.app.upgrade.Upgrade;
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
    Upgrade upgrade = new Upgrade(options.installation());
    SwitchAnswer.print(options, upgrade, upgrade.rollBack());
    return 0;
  }
}
