package io.millrace.topology.task;

import io.millrace.plan.EnrichmentPlan;
import io.millrace.plan.TablePlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Defines the tasks of a plan as they would run: their inputs, models and versions. */
public final class PlanTasks {
  private PlanTasks() {}

  /**
   * Defines all tasks; nothing runs, so {@link DescribedModels} suffice.
   *
   * @return a table's name without schema to its tasks, both in the plan's order
   */
  public static Map<String, List<TaskDefinition>> of(EnrichmentPlan plan, TaskModels models) {
    Map<String, List<TaskDefinition>> byTable = new LinkedHashMap<>();
    plan.tables().forEach((name, table) -> byTable.put(name, definitions(table, models)));
    return byTable;
  }

  private static List<TaskDefinition> definitions(TablePlan table, TaskModels models) {
    List<TaskRunner> tasks = new ArrayList<>();
    TextEmbedder embedder = models.embedder();
    table
        .embed()
        .forEach(task -> tasks.add(new EmbedTaskRunner(task, models.embeddingModel(), embedder)));
    table
        .classify()
        .forEach(task -> tasks.add(new ClassifyTaskRunner(task, models.classifier(task))));
    table.extract().forEach(task -> tasks.add(new ExtractTaskRunner(task, models.extractor(task))));
    return tasks.stream().map(TaskRunner::definition).toList();
  }
}
