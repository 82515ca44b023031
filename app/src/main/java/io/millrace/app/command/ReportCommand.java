package io.millrace.app.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.app.UserException;
import io.millrace.app.local.Installation;
import io.millrace.app.local.PlannedGeneration;
import io.millrace.app.report.MatchReport;
import io.millrace.app.report.OutcomeColumn;
import io.millrace.app.report.OutcomeTable;
import io.millrace.plan.EnrichmentPlan;
import io.millrace.plan.MatchPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says how the scores of all matches are spread, and what holds them back. */
@Command(
    name = "report",
    description = {
      "Says how the scores of all matches are spread: factors and dimensions, which dimension is",
      "the lowest, how many profiles fill what scoring reads, and what other aggregations would",
      "give. Reads only, and prints figures, never texts."
    })
final class ReportCommand implements Callable<Integer> {
  @Mixin private final CommonOptions options = new CommonOptions();
  @Mixin private final ReadingOptions reading = new ReadingOptions();

  @Option(
      names = "--picture",
      paramLabel = "FILE",
      description = "Also draw the report into this SVG file.")
  private @Nullable Path picture;

  @Option(
      names = "--outcomes",
      paramLabel = "TABLE.COLUMN",
      description = "A column of the host that says what became of a match; needs --csv.")
  private @Nullable String outcomes;

  @Option(
      names = "--outcomes-match",
      paramLabel = "COLUMN",
      defaultValue = "match_id",
      description = "The column beside it that holds the key of the match. Default: match_id.")
  @SuppressWarnings("NullAway.Init") // picocli sets it before call
  private String outcomesMatch;

  @Option(
      names = "--csv",
      paramLabel = "FILE",
      description = "Where outcomes and the factors of their matches are written.")
  private @Nullable Path csv;

  @Override
  public Integer call() {
    if ((outcomes == null) != (csv == null)) {
      throw UserException.usage("--outcomes and --csv go together.");
    }
    Installation installation = options.installation();
    EnrichmentPlan plan = PlannedGeneration.active(installation).plan();
    MatchPlan matches = ReadingOptions.matches(plan);
    MatchReport report =
        reading.run(
            installation, database -> MatchReport.read(database, plan, matches, reading.sample()));
    Map<String, @Nullable Object> document = report.document();
    String written = writeOutcomes(installation, matches, document);
    draw(report);
    options.print(document, () -> report.text() + written);
    return 0;
  }

  private String writeOutcomes(
      Installation installation, MatchPlan matches, Map<String, @Nullable Object> document) {
    if (outcomes == null || csv == null) {
      return "";
    }
    OutcomeColumn column = OutcomeColumn.parse(outcomes, matches.schema(), outcomesMatch);
    Path file = csv;
    long lines =
        reading.run(installation, database -> OutcomeTable.write(database, matches, column, file));
    document.put("outcomes", lines);
    return "%n%n%d outcomes written to %s".formatted(lines, file);
  }

  private void draw(MatchReport report) {
    if (picture == null) {
      return;
    }
    try {
      Files.writeString(picture, report.picture(), UTF_8);
    } catch (IOException e) {
      throw UserException.failure("The file " + picture + " cannot be written.", e);
    }
  }
}
