package io.millrace.app.command;

import io.millrace.app.UserException;
import io.millrace.app.local.Installation;
import io.millrace.app.local.PlannedGeneration;
import io.millrace.app.report.ReadOnly;
import io.millrace.app.search.FoundRow;
import io.millrace.app.search.QueryText;
import io.millrace.app.search.RowSearch;
import io.millrace.app.search.SearchRequest;
import io.millrace.app.search.SearchResult;
import io.millrace.app.search.SearchedFor;
import io.millrace.plan.EnrichmentPlan;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Finds the nearest rows. */
@Command(
    name = "search",
    description = {
      "Finds the rows whose vectors are nearest to a text, or to a row, by cosine similarity, in",
      "what readers see. The text is embedded by the same model as the rows. Reads only; prints",
      "texts of rows."
    })
final class SearchCommand implements Callable<Integer> {
  @Mixin private final CommonOptions options = new CommonOptions();
  @Mixin private final SearchOptions search = new SearchOptions();

  @Parameters(paramLabel = "TEXT", arity = "0..1", description = "What is looked for.")
  private @Nullable String text;

  @Option(
      names = "--row",
      paramLabel = "KEY",
      description = "Look for rows that are near to this one, in place of a text.")
  private @Nullable String row;

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      defaultValue = "1m",
      converter = DurationConverter.class,
      description = "Limit of a statement in the database. Default: 1m.")
  @SuppressWarnings("NullAway.Init") // picocli sets it before call
  private Duration timeout;

  @Override
  public Integer call() {
    if ((text == null) == (row == null)) {
      throw UserException.usage("Say what to look for: either a text or --row KEY.");
    }
    Installation installation = options.installation();
    PlannedGeneration active = PlannedGeneration.active(installation);
    EnrichmentPlan plan = active.plan();
    SearchRequest request = search.request(plan, row != null);
    SearchedFor searched = searched(installation, active);
    List<FoundRow> rows =
        ReadOnly.run(
            installation,
            (int) Math.max(1, timeout.toSeconds()),
            database ->
                RowSearch.run(database, request, searched, installation.names(), active.number()));
    SearchResult result =
        new SearchResult(
            request.table().name(),
            plan.embeddingModel(),
            active.number(),
            request.columns(),
            searched instanceof SearchedFor.Text vector && vector.isTruncated(),
            rows);
    options.print(result.document(), result::text);
    return 0;
  }

  private SearchedFor searched(Installation installation, PlannedGeneration active) {
    return row == null
        ? QueryText.embed(installation, active, String.valueOf(text))
        : new SearchedFor.Row(row);
  }
}
