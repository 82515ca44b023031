package io.millrace.app;

import io.millrace.app.command.ErrorPrinter;
import io.millrace.app.command.MillraceCommand;
import picocli.CommandLine;

/** The {@code millrace} command. */
public final class Main {
  private Main() {}

  /** Runs a command and ends the process with its exit code: 0, 1 for a failure, 2 for usage. */
  public static void main(String[] arguments) {
    Logging.prepare(arguments, System.getenv());
    System.exit(run(arguments));
  }

  /** Runs a command; returns its exit code. */
  public static int run(String... arguments) {
    ErrorPrinter errors = new ErrorPrinter(arguments);
    return new CommandLine(new MillraceCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(errors)
        .setExecutionExceptionHandler(errors)
        .execute(arguments);
  }
}
