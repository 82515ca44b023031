package io.millrace.topology.enrich;

import io.millrace.topology.task.TaskDefinition;
import java.util.List;
import java.util.Optional;

/**
 * A table whose rows are enriched.
 *
 * @param name the table's name without its schema
 * @param tasks the tasks that this application runs, sorted by column
 * @param features what scoring reads of its rows; empty: they are not scored
 */
public record EnrichedTable(
    String name, List<TaskDefinition> tasks, Optional<ScoredColumns> features) {
  public EnrichedTable {
    tasks = List.copyOf(tasks);
  }

  /**
   * What scoring reads of a row.
   *
   * @param hostColumns columns of the host, sorted
   * @param textTasks embed tasks of the texts that are compared, each reading one column
   */
  public record ScoredColumns(List<String> hostColumns, List<TaskDefinition> textTasks) {}

  Optional<FeatureBuilder> featureBuilder() {
    return features.map(read -> new FeatureBuilder(read.hostColumns(), read.textTasks()));
  }
}
