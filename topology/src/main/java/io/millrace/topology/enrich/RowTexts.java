package io.millrace.topology.enrich;

import io.millrace.inference.Priority;
import io.millrace.schemas.InputHash;
import io.millrace.schemas.Row;
import io.millrace.schemas.RowColumn;
import io.millrace.topology.task.TaskDefinition;
import io.millrace.topology.task.TaskInput;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A row's columns by name, read as inputs of tasks. Single-threaded. */
final class RowTexts {
  private final Row row;
  private final Map<String, @Nullable String> columns = new HashMap<>();
  // Tasks and features ask for the same hashes again and again.
  private final Map<List<String>, String> hashes = new HashMap<>();

  RowTexts(Row row) {
    this.row = row;
    for (RowColumn column : row.getColumns()) {
      columns.put(column.getName(), column.getValue());
    }
  }

  /** Whether every input of the task is known. */
  boolean isResolved(TaskDefinition task) {
    return task.from().stream().noneMatch(row.getUnresolved()::contains);
  }

  /** Whether the column's value is known; a column that is not captured is NULL. */
  boolean isResolved(String column) {
    return !row.getUnresolved().contains(column);
  }

  /** The hash over the raw inputs, as SQL computes it. */
  String inputHash(TaskDefinition task) {
    return hashes.computeIfAbsent(task.from(), this::hash);
  }

  private String hash(List<String> from) {
    List<@Nullable String> inputs = new ArrayList<>();
    from.forEach(column -> inputs.add(columns.get(column)));
    return InputHash.of(inputs);
  }

  /** What the task is given. */
  TaskInput input(TaskDefinition task, Priority priority) {
    List<@Nullable String> texts = new ArrayList<>();
    task.from().forEach(column -> texts.add(columns.get(column)));
    return new TaskInput(texts, priority);
  }

  /** Whether none of the task's inputs shows anything. */
  boolean isBlank(TaskDefinition task) {
    return input(task, Priority.BACKLOG).joined().isEmpty();
  }

  /** The raw value of a column; null is SQL's NULL or a column that is not captured. */
  @Nullable String raw(String column) {
    return columns.get(column);
  }
}
