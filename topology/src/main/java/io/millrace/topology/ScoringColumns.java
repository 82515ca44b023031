package io.millrace.topology;

import io.millrace.matching.CompactInputs;
import io.millrace.matching.ScoringInput;
import io.millrace.plan.MatchPlan;
import io.millrace.plan.TablePlan;
import io.millrace.topology.enrich.ComparedText;
import io.millrace.topology.enrich.EnrichedTable.ScoredColumns;
import io.millrace.topology.enrich.ScoredInput;
import io.millrace.topology.score.PlanRules;
import io.millrace.topology.task.TaskDefinition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Finds where the rows of a table hold what scoring reads. */
final class ScoringColumns {
  private final TablePlan table;
  private final List<TaskDefinition> tasks;

  private ScoringColumns(TablePlan table, List<TaskDefinition> tasks) {
    this.table = table;
    this.tasks = tasks;
  }

  /**
   * What scoring reads of a table's rows. A column whose task the application does not run is never
   * filled.
   *
   * @param tasks the tasks that the application runs
   */
  static ScoredColumns of(
      TablePlan table, MatchPlan match, List<TaskDefinition> tasks, String embeddingModel) {
    ScoringColumns columns = new ScoringColumns(table, tasks);
    Map<String, ComparedText> texts = new TreeMap<>();
    List<ScoredInput> inputs = new ArrayList<>();
    match
        .inputs()
        .forEach(
            (name, from) ->
                ScoringInput.named(name)
                    .ifPresent(
                        input -> {
                          if (input.isText()) {
                            from.forEach(column -> texts.put(column, columns.text(column)));
                          } else {
                            inputs.add(columns.input(input, from));
                          }
                        }));
    inputs.sort(Comparator.comparing(input -> input.input().planName()));
    return new ScoredColumns(
        new CompactInputs(PlanRules.of(match, embeddingModel)),
        inputs,
        List.copyOf(texts.values()));
  }

  private ComparedText text(String column) {
    return new ComparedText(
        column, table.embeddingOf(column).flatMap(embed -> task(embed.column())));
  }

  private ScoredInput input(ScoringInput input, List<String> from) {
    return new ScoredInput(
        input, from.stream().map(column -> new ScoredInput.Column(column, task(column))).toList());
  }

  private Optional<TaskDefinition> task(String column) {
    return tasks.stream().filter(task -> task.column().equals(column)).findFirst();
  }
}
