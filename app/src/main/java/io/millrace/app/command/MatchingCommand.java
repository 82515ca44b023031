package io.millrace.app.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What there is to know of matches. */
@Command(
    name = "matching",
    description = "Explains scores of matches, and says how good they are.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ExplainCommand.class,
      CalibrateCommand.class,
      EvaluatePairsCommand.class,
      ReportCommand.class,
      IsolateCommand.class
    })
final class MatchingCommand implements Runnable {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before run
  private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "A command is missing.");
  }
}
