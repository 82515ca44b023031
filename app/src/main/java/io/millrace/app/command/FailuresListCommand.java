package io.millrace.app.command;

import io.millrace.app.failures.FailureEntry;
import io.millrace.app.failures.FailureSelection;
import io.millrace.app.failures.Failures;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists failures. */
@Command(
    name = "list",
    description =
        "Lists what could not be enriched, the latest first: identity and reason, never the text.")
final class FailuresListCommand implements Callable<Integer> {
  @Mixin private final CommonOptions options = new CommonOptions();

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "100",
      description = "Print so many at most; all are counted. Default: ${DEFAULT-VALUE}.")
  private int limit = 100;

  @Option(names = "--reason", paramLabel = "REASON", description = "Only those of this reason.")
  private @Nullable String reason;

  @Override
  public Integer call() {
    FailureSelection selection =
        reason == null ? new FailureSelection.All() : new FailureSelection.OfReason(reason);
    List<FailureEntry> entries = new Failures(options.installation()).list(selection);
    List<FailureEntry> shown = entries.subList(0, Math.min(Math.max(0, limit), entries.size()));
    options.print(document(entries, shown), () -> text(entries, shown));
    return 0;
  }

  private static Map<String, Object> document(
      List<FailureEntry> entries, List<FailureEntry> shown) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("total", entries.size());
    document.put("reasons", reasons(entries));
    document.put("failures", shown.stream().map(FailureEntry::document).toList());
    return document;
  }

  private static Map<String, Long> reasons(List<FailureEntry> entries) {
    return entries.stream()
        .collect(
            Collectors.groupingBy(
                entry -> entry.failure().getReason(), TreeMap::new, Collectors.counting()));
  }

  private static String text(List<FailureEntry> entries, List<FailureEntry> shown) {
    if (entries.isEmpty()) {
      return "Nothing has failed.";
    }
    return shown.stream()
        .map(entry -> entry.line() + System.lineSeparator())
        .collect(Collectors.joining("", "", entries.size() + " in all: " + reasons(entries)));
  }
}
