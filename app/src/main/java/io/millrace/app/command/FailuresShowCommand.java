package io.millrace.app.command;

import io.millrace.app.UserException;
import io.millrace.app.failures.FailureEntry;
import io.millrace.app.failures.FailureSelection;
import io.millrace.app.failures.Failures;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows the failures of one row. */
@Command(name = "show", description = "Shows everything that is known of the failures of a row.")
final class FailuresShowCommand implements Callable<Integer> {
  @Mixin private final CommonOptions options = new CommonOptions();

  @Parameters(paramLabel = "TABLE/KEY", description = "The row, such as profiles/42.")
  @SuppressWarnings("NullAway.Init") // picocli sets it before call
  private String row;

  @Override
  public Integer call() {
    FailureSelection selection = FailureSelection.OfRow.parse(row);
    List<FailureEntry> entries = new Failures(options.installation()).list(selection);
    if (entries.isEmpty()) {
      throw UserException.failure(
          "Row " + row + " is not on the failure list; see 'millrace failures list'.");
    }
    options.print(
        Map.of("failures", entries.stream().map(FailureEntry::document).toList()),
        () ->
            entries.stream()
                .map(FailureEntry::text)
                .collect(Collectors.joining(System.lineSeparator())));
    return 0;
  }
}
