package io.millrace.app.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The root of the command line. */
@Command(
    name = "millrace",
    description = "Keeps AI-derived columns in PostgreSQL in step with the rows they come from.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DemoCommand.class,
      UpCommand.class,
      DownCommand.class,
      StatusCommand.class,
      EnvCommand.class,
      WaitCommand.class,
      LagCommand.class,
      PauseCommand.class,
      ResumeCommand.class,
      AdoptCommand.class,
      ReplayCommand.class,
      UpgradeCommand.class,
      FailuresCommand.class,
      AuditCommand.class,
      SearchCommand.class,
      DoctorCommand.class,
      PlanCommand.class,
      InitCommand.class,
      ConnectorsCommand.class,
      MatchingCommand.class,
      RunCommand.class,
      EvaluateCommand.class,
      CommandLine.HelpCommand.class
    })
public final class MillraceCommand implements Runnable {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before run
  private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "A command is missing.");
  }
}
