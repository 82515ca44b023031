package io.millrace.app.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What is done with plans. */
@Command(
    name = "plan",
    description = "Writes a starting plan for a table, or checks a plan.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {PlanNewCommand.class, PlanCheckCommand.class})
final class PlanCommand implements Runnable {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before run
  private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Explain this command and exit.")
  @SuppressWarnings("UnusedVariable") // picocli acts on it
  private boolean help;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "'new' or 'check' is missing.");
  }
}
