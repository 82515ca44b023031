package io.millrace.plan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads which columns scoring reads. */
final class InputsReader {
  private final PlanMapping group;
  private final ProblemList problems;
  private final Optional<TablePlan> table;

  /**
   * Reads the key {@code inputs} of the mapping of matches.
   *
   * @param table the paired table; empty: the plan has none of that name
   */
  InputsReader(PlanMapping mapping, Optional<TablePlan> table) {
    this.group = mapping.child("inputs", "'inputs' of matches");
    this.problems = mapping.problems();
    this.table = table;
  }

  Map<String, List<String>> read() {
    Map<String, List<String>> inputs = new LinkedHashMap<>();
    for (String name : group.keys()) {
      if (!ScoringNames.INPUTS.contains(name)) {
        group.problem(
            name,
            "unknown scoring input '" + name + "'" + Suggestion.forWord(name, ScoringNames.INPUTS));
      }
      List<String> columns = columns(name);
      columns.forEach(column -> check(name, column));
      inputs.put(name, columns);
    }
    return inputs;
  }

  private List<String> columns(String name) {
    boolean isList = group.optional(name).filter(SequenceNode.class::isInstance).isPresent();
    if (!ScoringNames.LIST_INPUTS.contains(name)) {
      if (isList) {
        group.problem(name, "'" + name + "' is read from one column; write its name alone");
        return List.of();
      }
      return List.of(group.text(name));
    }
    List<String> columns = group.texts(name);
    if (isList && columns.isEmpty()) {
      group.problem(name, "'" + name + "' must name at least one column");
    }
    if (columns.stream().distinct().count() < columns.size()) {
      group.problem(name, "'" + name + "' names a column twice");
    }
    return columns;
  }

  private void check(String input, String column) {
    Identifiers.check(column, "the column", group.line(input), problems);
    table.ifPresent(
        plan -> {
          if (plan.bookkeeping().metadata().equals(column)) {
            group.problem(input, "'" + input + "' reads '" + column + "', which is never captured");
          }
          checkWriter(input, column, plan);
        });
  }

  private void checkWriter(String input, String column, TablePlan plan) {
    if (plan.writes(column)) {
      checkResult(input, column, plan);
    } else if (input.equals("enrichment")) {
      group.problem(
          input, "'enrichment' counts results, and no task of this plan writes '" + column + "'");
    }
  }

  private void checkResult(String input, String column, TablePlan plan) {
    boolean isVector = plan.embed().stream().anyMatch(task -> task.column().equals(column));
    if (!ScoringNames.RESULT_INPUTS.contains(input) || (isVector && !input.equals("enrichment"))) {
      group.problem(
          input,
          "'%s' reads the column '%s', which this plan writes; read a column of the host"
              .formatted(input, column));
    }
  }
}
