package io.millrace.app.command;

import io.millrace.app.failures.FailureSelection;
import io.millrace.app.failures.Failures;
import io.millrace.app.failures.Failures.Retried;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Has failed rows tried again. */
@Command(
    name = "retry",
    description = {
      "Reads the rows of failures again from the database and tries what failed with their present"
          + " text, after fresh edits.",
      "What succeeds leaves the list. Rows that are gone leave it at once."
    })
final class FailuresRetryCommand implements Callable<Integer> {
  @Mixin private final CommonOptions options = new CommonOptions();

  @ArgGroup(multiplicity = "1")
  @SuppressWarnings("NullAway.Init") // picocli sets it before call
  private Which which;

  /** Exactly one of these. */
  static final class Which {
    @Option(names = "--all", required = true, description = "All rows on the list.")
    @SuppressWarnings("UnusedVariable") // what neither of the others is
    private boolean all;

    @Option(
        names = "--reason",
        required = true,
        paramLabel = "REASON",
        description = "Rows that failed for this reason.")
    private @Nullable String reason;

    @Option(
        names = "--row",
        required = true,
        paramLabel = "TABLE/KEY",
        description = "One row, such as profiles/42.")
    private @Nullable String row;

    FailureSelection selection() {
      if (row != null) {
        return FailureSelection.OfRow.parse(row);
      }
      return reason == null ? new FailureSelection.All() : new FailureSelection.OfReason(reason);
    }
  }

  @Override
  public Integer call() {
    FailureSelection selection = which.selection();
    Retried retried = new Failures(options.installation()).retry(selection);
    options.print(document(retried), () -> text(retried));
    return 0;
  }

  private static Map<String, Object> document(Retried retried) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("rows", retried.rows());
    document.put("gone", retried.gone());
    document.put("unnamed", retried.unnamed());
    return document;
  }

  private static String text(Retried retried) {
    StringBuilder text = new StringBuilder();
    text.append(retried.rows()).append(" rows are read and tried again; 'millrace wait' waits.");
    if (retried.gone() > 0) {
      text.append(System.lineSeparator())
          .append(retried.gone())
          .append(" rows are gone; they are off the list.");
    }
    if (retried.unnamed() > 0) {
      text.append(System.lineSeparator())
          .append(retried.unnamed())
          .append(" entries name no row; see docs/failures.md.");
    }
    return text.toString();
  }
}
