package io.millrace.plan;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The labels that an input can hold, where a classification of the plan writes it.
 *
 * @param inputs scoring input to its columns
 * @param table the paired table
 */
record InputLabels(Map<String, List<String>> inputs, Optional<TablePlan> table) {
  /** Empty where any label may come: the host writes the column, or the plan does not name it. */
  Optional<List<String>> of(String input) {
    List<String> columns = inputs.getOrDefault(input, List.of());
    return table.stream()
        .flatMap(plan -> plan.classify().stream())
        .filter(task -> columns.contains(task.column()))
        .map(task -> task.labels().labels().stream().map(Label::name).toList())
        .findFirst();
  }
}
