package io.millrace.connectors;

import io.millrace.plan.CapturedTable;
import io.millrace.plan.EnrichmentPlan;
import io.millrace.plan.PlanTask;
import io.millrace.plan.TablePlan;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds everything that keeps one table from being captured. */
final class TableChecks {
  private static final Set<String> TEXT_TYPES = Set.of("text", "varchar", "citext");

  private final EnrichmentPlan plan;
  private final CapturedTable table;
  private final Optional<TableState> found;
  private final List<String> problems = new ArrayList<>();

  TableChecks(EnrichmentPlan plan, CapturedTable table, Optional<TableState> found) {
    this.plan = plan;
    this.table = table;
    this.found = found;
  }

  List<String> problems() {
    found.ifPresentOrElse(
        this::check,
        () -> add("the table %s does not exist; create it, or correct the plan", name()));
    return problems;
  }

  private void check(TableState state) {
    if (!state.kind().equals("r")) {
      add("%s is not an ordinary table; only those can be captured", name());
      return;
    }
    if (!state.owned()) {
      add(
          "this role does not own the table %s; run init as its owner or as an administrator",
          name());
    }
    if (!state.twins().isEmpty()) {
      add(
          "the table %s has a twin that differs by case only, which Debezium cannot tell apart;"
              + " rename one of them",
          name());
    }
    checkKey(state);
    checkReplicaIdentity(state);
    plan.capturedColumns(table.name()).forEach(column -> checkColumn(state, column));
    textInputs().forEach(column -> checkText(state, column));
  }

  private void checkKey(TableState state) {
    if (state.primaryKey().isEmpty()) {
      add("the table %s has no primary key; add one on '%s'", name(), table.keyColumn());
    } else if (!state.primaryKey().equals(List.of(table.keyColumn()))) {
      add(
          "the primary key of %s is (%s), but the plan's key is '%s'; a table needs one key column,"
              + " and the plan must name it",
          name(), String.join(", ", state.primaryKey()), table.keyColumn());
    }
  }

  private void checkReplicaIdentity(TableState state) {
    String advice = "run: alter table " + name() + " replica identity default";
    switch (state.replicaIdentity()) {
      case "f" ->
          add(
              "the table %s has replica identity full: with a column list in the publication the"
                  + " application's own updates would fail; %s",
              name(), advice);
      case "n" ->
          add(
              "the table %s has replica identity nothing: once published, the application's own"
                  + " updates would fail; %s",
              name(), advice);
      case "i" -> add("the table %s has an index as replica identity; %s", name(), advice);
      default -> {}
    }
  }

  private void checkColumn(TableState state, String column) {
    ColumnState found = state.columns().get(column);
    if (found == null) {
      add(
          "the table %s has no column '%s', which the plan reads; correct the plan",
          name(), column);
    } else if (found.generated()) {
      add("the column '%s' of %s is generated and is not published; read another", column, name());
    }
    long twins = state.columns().keySet().stream().filter(column::equalsIgnoreCase).count();
    if (twins > 1) {
      add(
          "the table %s has several columns '%s' that differ by case only, which Debezium cannot"
              + " tell apart; rename one of them",
          name(), column);
    }
  }

  private Set<String> textInputs() {
    Set<String> inputs = new LinkedHashSet<>();
    Optional.ofNullable(plan.tables().get(table.name()))
        .map(TablePlan::tasks)
        .orElse(List.of())
        .stream()
        .map(PlanTask::from)
        .forEach(inputs::addAll);
    return inputs;
  }

  private void checkText(TableState state, String column) {
    ColumnState found = state.columns().get(column);
    if (found == null || TEXT_TYPES.contains(found.baseType())) {
      return;
    }
    if (found.baseType().equals("bpchar")) {
      add(
          "the column '%s' of %s is %s, whose padding comes and goes with casts, so its hash is not"
              + " stable; run: alter table %s alter column %s type text",
          column, name(), found.type(), name(), Sql.quote(column));
    } else {
      add(
          "the column '%s' of %s is %s, but tasks read only text, varchar or citext; name a text"
              + " column in the plan",
          column, name(), found.type());
    }
  }

  private String name() {
    return Sql.qualified(table.schema(), table.name());
  }

  @SuppressWarnings("AnnotateFormatMethod") // Error Prone's annotations are no dependency of ours.
  private void add(String format, Object... arguments) {
    problems.add(format.formatted(arguments));
  }
}
