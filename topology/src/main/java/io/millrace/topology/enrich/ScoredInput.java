package io.millrace.topology.enrich;

import io.millrace.matching.ScoringInput;
import io.millrace.topology.task.TaskDefinition;
import java.util.List;
import java.util.Optional;

/**
 * An input of scoring that is not a text, and where a row holds it.
 *
 * @param columns in the plan's order, at least one
 */
public record ScoredInput(ScoringInput input, List<Column> columns) {
  public ScoredInput {
    columns = List.copyOf(columns);
  }

  /**
   * One column.
   *
   * @param name the column's name
   * @param task the task that writes it; empty: the host does
   */
  public record Column(String name, Optional<TaskDefinition> task) {}
}
