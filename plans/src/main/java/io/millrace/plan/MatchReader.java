package io.millrace.plan;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what a plan says of matches. */
final class MatchReader {
  private final PlanMapping mapping;
  private final ProblemList problems;
  private final String schema;
  private final Map<String, TablePlan> tables;

  MatchReader(PlanMapping mapping, String schema, Map<String, TablePlan> tables) {
    this.mapping = mapping;
    this.problems = mapping.problems();
    this.schema = schema;
    this.tables = tables;
  }

  MatchPlan read() {
    QualifiedName table = QualifiedName.parse(mapping.text("table"), schema);
    String of = of();
    Optional<TablePlan> paired = Optional.ofNullable(tables.get(of));
    Map<String, List<String>> inputs = new InputsReader(mapping, paired).read();
    MatchPlan plan =
        new MatchPlan(
            table.schema(),
            table.name(),
            column("key"),
            column("a"),
            column("b"),
            of,
            inputs,
            new ScoringReader(mapping, new InputLabels(inputs, paired)).read());
    mapping.refuseOthers();
    checkTable(table);
    checkReferences(plan);
    return plan;
  }

  private void checkTable(QualifiedName table) {
    if (!table.name().isEmpty()) {
      table.check(mapping.line("table"), problems);
    }
    if (tables.containsKey(table.name())) {
      mapping.problem("table", "the match table cannot be one of 'tables'; choose another table");
    }
  }

  private void checkReferences(MatchPlan plan) {
    if (!plan.a().isEmpty() && plan.a().equals(plan.b())) {
      mapping.problem("b", "'a' and 'b' of matches must be two columns");
    }
    if (plan.keyColumn().equals(plan.a()) || plan.keyColumn().equals(plan.b())) {
      mapping.problem("key", "'key' of matches must not be 'a' or 'b'");
    }
  }

  private String column(String key) {
    String column = mapping.text(key);
    Identifiers.check(column, "the column", mapping.line(key), problems);
    return column;
  }

  private String of() {
    String written = mapping.text("of");
    String name = QualifiedName.parse(written, schema).name();
    if (!written.isEmpty() && !tables.containsKey(name)) {
      mapping.problem(
          "of",
          "'of' names '"
              + written
              + "', which is not one of 'tables'"
              + Suggestion.forWord(name, tables.keySet()));
    }
    return name;
  }
}
