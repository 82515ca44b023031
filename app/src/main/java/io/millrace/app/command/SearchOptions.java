package io.millrace.app.command;

import io.millrace.app.UserException;
import io.millrace.app.search.SearchFilter;
import io.millrace.app.search.SearchRequest;
import io.millrace.plan.EmbedTask;
import io.millrace.plan.EnrichmentPlan;
import io.millrace.plan.TablePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which rows are looked for, and what is told of them. */
final class SearchOptions {
  @Option(
      names = "--table",
      paramLabel = "TABLE",
      description = "The table of the plan; needed where several have vectors.")
  private @Nullable String table;

  @Option(
      names = "--column",
      paramLabel = "COLUMN",
      description = {
        "Search this vector; may be repeated. Default: all of the table; each row is found by the",
        "vector that is nearest."
      })
  private List<String> columns = new ArrayList<>();

  @Option(
      names = "--from",
      paramLabel = "COLUMN",
      description = "With --row: the vector of that row. Default: that of the column searched.")
  private @Nullable String from;

  @Option(
      names = "--filter",
      paramLabel = "COLUMN=VALUE",
      description = {
        "Only rows whose column has this value; may be repeated. In place of = there may be !=, <,",
        "<=, >, >= or ~ (has the value in its text)."
      })
  private List<String> filters = new ArrayList<>();

  @Option(
      names = "--show",
      paramLabel = "COLUMN",
      description = "Print this column too; may be repeated.")
  private List<String> shown = new ArrayList<>();

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "10",
      description = "How many rows at most, 1 to 1000. Default: 10.")
  private int limit;

  /**
   * What was asked for.
   *
   * @throws UserException with all that is wrong about it
   */
  SearchRequest request(EnrichmentPlan plan, boolean isByRow) {
    TablePlan searched = table(plan);
    List<String> problems = new ArrayList<>();
    List<EmbedTask> tasks = new ArrayList<>(columns.isEmpty() ? searched.embed() : List.of());
    columns.forEach(
        column ->
            task(searched, column)
                .ifPresentOrElse(tasks::add, () -> unknown(problems, searched, column)));
    if (from != null && task(searched, from).isEmpty()) {
      unknown(problems, searched, from);
    }
    if (from != null && !isByRow) {
      problems.add("--from goes with --row.");
    }
    if (limit < 1 || limit > SearchRequest.MOST) {
      problems.add("--limit must be 1 to %d.".formatted(SearchRequest.MOST));
    }
    if (!problems.isEmpty()) {
      throw UserException.usage(String.join("\n", problems));
    }
    return new SearchRequest(
        searched,
        tasks,
        Optional.ofNullable(from),
        filters.stream().map(SearchFilter::parse).toList(),
        shown,
        limit);
  }

  private static void unknown(List<String> problems, TablePlan searched, String column) {
    problems.add(
        "The plan has no vector '%s' in '%s'; it has %s."
            .formatted(
                column,
                searched.name(),
                String.join(", ", searched.embed().stream().map(EmbedTask::column).toList())));
  }

  private static Optional<EmbedTask> task(TablePlan searched, String column) {
    return searched.embed().stream().filter(task -> task.column().equals(column)).findFirst();
  }

  private TablePlan table(EnrichmentPlan plan) {
    List<TablePlan> tables =
        plan.tables().values().stream().filter(known -> !known.embed().isEmpty()).toList();
    List<TablePlan> chosen =
        tables.stream().filter(known -> table == null || known.name().equals(table)).toList();
    if (chosen.size() == 1) {
      return chosen.get(0);
    }
    String names = String.join(", ", tables.stream().map(TablePlan::name).toList());
    throw UserException.usage(
        tables.isEmpty()
            ? "The plan has no vectors."
            : table == null
                ? "Several tables have vectors; name one by --table: " + names + "."
                : "The plan has no table '%s' with vectors; it has %s.".formatted(table, names));
  }
}
