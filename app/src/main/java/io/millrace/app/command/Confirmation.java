package io.millrace.app.command;

import io.millrace.app.UserException;
import java.io.Console;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Asks before something is removed. */
final class Confirmation {
  @Option(names = "--yes", description = "Do not ask.")
  private boolean yes;

  /**
   * Says what is about to be done and asks, unless the answer was given.
   *
   * @throws UserException if it is not wanted, or nobody is there to be asked
   */
  // From Java 22 on there is a console without a terminal too; it answers null.
  @SuppressWarnings("SystemConsoleNull")
  void require(String sentence) {
    if (yes) {
      return;
    }
    @Nullable Console console = System.console();
    @Nullable String answer =
        console == null ? null : console.readLine("%s Go on? [y/N] ", sentence);
    if (answer == null) {
      throw UserException.usage(sentence + " Give --yes to do it.");
    }
    if (!answer.strip().equalsIgnoreCase("y")) {
      throw UserException.failure("Nothing was done.");
    }
  }
}
