package io.millrace.plan;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

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
    MatchPlan plan =
        new MatchPlan(
            table.schema(),
            table.name(),
            column("key"),
            column("a"),
            column("b"),
            of(),
            inputs(),
            weights(),
            synergy(),
            new CalibrationReader(mapping).read());
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

  private Map<String, String> inputs() {
    Map<String, String> inputs = new LinkedHashMap<>();
    PlanMapping group = mapping.child("inputs", "'inputs' of matches");
    for (String name : group.keys()) {
      checkName(group, name, "scoring input", ScoringNames.INPUTS);
      String column = group.text(name);
      Identifiers.check(column, "the column", group.line(name), problems);
      refuseMetadata(group, name, column);
      inputs.put(name, column);
    }
    return inputs;
  }

  private void refuseMetadata(PlanMapping group, String input, String column) {
    boolean metadata =
        tables.values().stream().anyMatch(table -> table.bookkeeping().metadata().equals(column));
    if (metadata) {
      group.problem(input, "'" + input + "' reads '" + column + "', which is never captured");
    }
  }

  private Map<String, Double> weights() {
    Map<String, Double> weights = new LinkedHashMap<>();
    PlanMapping group = mapping.child("weights", "'weights' of matches");
    for (String name : group.keys()) {
      checkName(group, name, "dimension", ScoringNames.DIMENSIONS);
      group.required(name).ifPresent(node -> weights.put(name, weight(group, node, name)));
    }
    if (!weights.isEmpty() && weights.values().stream().allMatch(weight -> weight == 0)) {
      mapping.problem("weights", "all weights are 0; at least one must be greater");
    }
    return weights;
  }

  private Map<String, FactorWeights> synergy() {
    Map<String, FactorWeights> weights = new LinkedHashMap<>();
    mapping
        .mapping("synergy")
        .ifPresent(
            group -> {
              for (String name : group.keys()) {
                checkName(group, name, "factor", ScoringNames.SYNERGY_FACTORS);
                group
                    .required(name)
                    .ifPresent(node -> weights.put(name, factor(group, node, name)));
              }
            });
    return weights;
  }

  private FactorWeights factor(PlanMapping group, Node node, String name) {
    if (!(node instanceof MappingNode)) {
      return FactorWeights.single(weight(group, node, name));
    }
    PlanMapping factor = PlanMapping.of(node, "factor '" + name + "'", problems);
    double semantic =
        factor.required("semantic").map(n -> weight(factor, n, "semantic")).orElse(0.0);
    double overlap = factor.required("overlap").map(n -> weight(factor, n, "overlap")).orElse(0.0);
    factor.refuseOthers();
    return new FactorWeights(semantic, overlap);
  }

  private double weight(PlanMapping group, Node node, String name) {
    double weight = group.numberOf(node, "the weight '" + name + "'").orElse(1.0);
    if (weight < 0) {
      problems.add(node, "the weight '" + name + "' is negative; use 0 or more");
    }
    return weight;
  }

  private static void checkName(PlanMapping group, String name, String kind, Set<String> known) {
    if (!known.contains(name)) {
      group.problem(name, "unknown " + kind + " '" + name + "'" + Suggestion.forWord(name, known));
    }
  }
}
