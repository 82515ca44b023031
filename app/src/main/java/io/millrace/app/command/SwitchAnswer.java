package io.millrace.app.command;

import io.millrace.app.UserException;
import io.millrace.app.upgrade.Upgrade;
import io.millrace.connectors.CutOver;
import java.util.Locale;
import java.util.Map;

/** What a switch of generations tells, and what is done when it is told. */
final class SwitchAnswer {
  private SwitchAnswer() {}

  /** Prints how it went, then brings the copies in the host's metadata up to it. */
  static void print(CommonOptions options, Upgrade upgrade, CutOver.Outcome outcome) {
    options.print(
        Map.of("lock_ms", outcome.lockMillis()),
        () ->
            String.format(
                Locale.ROOT,
                "Switched; the tables were locked for %.1f ms. Go back by 'millrace upgrade"
                    + " rollback', or give up the other generation by 'millrace upgrade finish' or"
                    + " 'abort'.",
                outcome.lockMillis()));
    try {
      long rows = upgrade.refreshCopies();
      System.err.printf(Locale.ROOT, "The metadata of %d rows names the new results.%n", rows);
    } catch (UserException e) {
      System.err.println(
          "The metadata of rows follows with their next change only: " + e.getMessage());
    }
  }
}
