package io.millrace.app.search;

import io.millrace.plan.EmbedTask;
import io.millrace.plan.TablePlan;
import java.util.List;
import java.util.Optional;

/**
 * Which rows are looked for.
 *
 * @param tasks whose vectors are searched, at least one
 * @param from the column whose vector stands for a row that is given; empty: each column's own
 * @param filters that a row must pass, all of them
 * @param shown columns that are told of each row, besides the text that the vector was made of
 * @param limit how many rows at most, 1 to {@value #MOST}
 */
public record SearchRequest(
    TablePlan table,
    List<EmbedTask> tasks,
    Optional<String> from,
    List<SearchFilter> filters,
    List<String> shown,
    int limit) {
  /** pgvector looks at no more candidates of an index in one go. */
  public static final int MOST = 1_000;

  public SearchRequest {
    tasks = List.copyOf(tasks);
    filters = List.copyOf(filters);
    shown = List.copyOf(shown);
  }

  /** The vectors that are searched, by their columns. */
  public List<String> columns() {
    return tasks.stream().map(EmbedTask::column).toList();
  }
}
