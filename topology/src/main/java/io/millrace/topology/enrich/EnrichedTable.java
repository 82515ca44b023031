package io.millrace.topology.enrich;

import io.millrace.matching.CompactInputs;
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

  /** Those of the tasks that make vectors. */
  List<TaskDefinition> vectorTasks() {
    return tasks.stream().filter(task -> task.nothing() == null).toList();
  }

  /**
   * What scoring reads of a row.
   *
   * @param compact reduces inputs to what scoring needs
   * @param inputs inputs that are not texts, sorted by name
   * @param texts texts that are compared, sorted by column
   */
  public record ScoredColumns(
      CompactInputs compact, List<ScoredInput> inputs, List<ComparedText> texts) {}

  Optional<FeatureBuilder> featureBuilder() {
    return features.map(
        read -> new FeatureBuilder(new InputFeatures(read.compact(), read.inputs()), read.texts()));
  }
}
