package io.millrace.plan;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is computed for the rows of one table.
 *
 * @param schema the table's schema as the catalog spells it
 * @param name the table's name without its schema, as the catalog spells it
 * @param keyColumn the single primary key column
 * @param embed the embed tasks in the plan's order
 * @param classify the classify tasks in the plan's order
 * @param extract the extract tasks in the plan's order
 * @param addedColumns columns that are added although no task fills them: name to SQL type
 * @param bookkeeping the columns that say how results came about
 */
public record TablePlan(
    String schema,
    String name,
    String keyColumn,
    List<EmbedTask> embed,
    List<ClassifyTask> classify,
    List<ExtractTask> extract,
    Map<String, String> addedColumns,
    BookkeepingColumns bookkeeping) {
  public TablePlan {
    embed = List.copyOf(embed);
    classify = List.copyOf(classify);
    extract = List.copyOf(extract);
    addedColumns = Collections.unmodifiableMap(new LinkedHashMap<>(addedColumns));
  }

  /** All tasks: embed, classify, extract, each in the plan's order. */
  public List<PlanTask> tasks() {
    return Stream.of(embed, classify, extract).<PlanTask>flatMap(List::stream).toList();
  }

  /** The embed task that reads exactly this one column, if there is one. */
  public Optional<EmbedTask> embeddingOf(String column) {
    return embed.stream().filter(task -> task.from().equals(List.of(column))).findFirst();
  }

  /** Whether a task of this table writes the column. */
  public boolean writes(String column) {
    return tasks().stream().anyMatch(task -> task.column().equals(column));
  }
}
