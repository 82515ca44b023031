package io.millrace.topology.enrich;

import io.millrace.topology.task.TaskDefinition;
import java.util.Map;
import java.util.Set;

/**
 * A generation that computes some tasks just as this one would: their results are taken from its
 * topics instead of asking a model again (invariant 2).
 *
 * @param number from 1
 * @param versions task versions by {@code table.column}; those that are this generation's own too
 *     are shared
 */
public record OwnerGeneration(int number, Map<String, String> versions) {
  public OwnerGeneration {
    versions = Map.copyOf(versions);
  }

  /** The tasks of a table that both compute in the same way, by their columns. */
  Set<String> shared(EnrichedTable table) {
    return Set.copyOf(
        table.tasks().stream()
            .filter(task -> task.version().equals(versions.get(table.name() + "." + task.column())))
            .map(TaskDefinition::column)
            .toList());
  }
}
