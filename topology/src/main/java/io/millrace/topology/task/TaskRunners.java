package io.millrace.topology.task;

import io.millrace.plan.EnrichmentPlan;
import io.millrace.plan.TablePlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What runs the tasks of each table. Immutable and threadsafe. */
public final class TaskRunners {
  private final Map<String, List<TaskRunner>> byTable;

  private TaskRunners(Map<String, List<TaskRunner>> byTable) {
    this.byTable = Map.copyOf(byTable);
  }

  /**
   * Runners of all tasks of a plan. Vectors come first: a text that a classification has embedded
   * too then counts as the call of the column that keeps its vector.
   */
  public static TaskRunners of(EnrichmentPlan plan, TaskModels models, TaskAnswers answers) {
    Map<String, List<TaskRunner>> byTable = new HashMap<>();
    plan.tables()
        .forEach((name, table) -> byTable.put(name, List.copyOf(runners(table, models, answers))));
    return new TaskRunners(byTable);
  }

  private static List<TaskRunner> runners(TablePlan table, TaskModels models, TaskAnswers answers) {
    List<TaskRunner> runners = new ArrayList<>();
    table
        .embed()
        .forEach(
            task ->
                runners.add(new EmbedTaskRunner(task, models.embeddingModel(), models.embedder())));
    table
        .classify()
        .forEach(
            task ->
                runners.add(
                    shared(new ClassifyTaskRunner(task, models.classifier(task)), answers)));
    table
        .extract()
        .forEach(
            task ->
                runners.add(shared(new ExtractTaskRunner(task, models.extractor(task)), answers)));
    return runners;
  }

  private static TaskRunner shared(ComputedTask task, TaskAnswers answers) {
    return new SharedTaskRunner(task, answers);
  }

  /** The runners of a table, by its name without schema; empty: the plan has no such table. */
  public List<TaskRunner> of(String table) {
    return byTable.getOrDefault(table, List.of());
  }
}
