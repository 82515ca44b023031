package io.millrace.app.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Changes the model beside the running one. */
@Command(
    name = "upgrade",
    description = {
      "Changes the embedding model or the plan beside the running one: plan, start, status,"
          + " cutover, rollback, finish; abort gives up; provider moves to another server of the same"
          + " model.",
      "Readers see the old results until the cutover, and the new ones at once after it."
    },
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      UpgradePlanCommand.class,
      UpgradeStartCommand.class,
      UpgradeStatusCommand.class,
      UpgradeProviderCommand.class,
      CutOverCommand.class,
      RollbackCommand.class,
      FinishCommand.class,
      AbortCommand.class
    })
final class UpgradeCommand implements Runnable {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before run
  private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "A command is missing.");
  }
}
