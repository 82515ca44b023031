package io.millrace.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/** Reads what a plan says of matches. */
final class MatchReader {
  private static final double HIGHEST_SCORE = 10;
  private static final int FEWEST_POINTS = 2;

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
            calibration());
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
      inputs.put(name, column);
    }
    return inputs;
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

  private Map<String, List<CalibrationPoint>> calibration() {
    Map<String, List<CalibrationPoint>> calibration = new LinkedHashMap<>();
    mapping
        .mapping("calibration")
        .ifPresent(
            group -> {
              for (String model : group.keys()) {
                group
                    .required(model)
                    .ifPresent(node -> calibration.put(model, curve(group, node, model)));
              }
            });
    return calibration;
  }

  private List<CalibrationPoint> curve(PlanMapping group, Node node, String model) {
    String what = "the calibration of '" + model + "'";
    List<CalibrationPoint> points = new ArrayList<>();
    for (Node item : group.items(node, what)) {
      point(group, item, what)
          .ifPresent(
              point -> {
                refuseDescent(points, point, item, what);
                points.add(point);
              });
    }
    if (points.size() < FEWEST_POINTS) {
      problems.add(node, what + " must hold at least two points [cosine, score]");
    }
    return points;
  }

  private Optional<CalibrationPoint> point(PlanMapping group, Node item, String what) {
    List<Double> numbers =
        group.items(item, "a point of " + what).stream()
            .flatMap(number -> group.numberOf(number, "a point of " + what).stream())
            .toList();
    if (numbers.size() != 2) {
      problems.add(item, "a point of " + what + " must be two numbers: [cosine, score]");
      return Optional.empty();
    }
    CalibrationPoint point = new CalibrationPoint(numbers.get(0), numbers.get(1));
    if (Math.abs(point.cosine()) > 1 || point.score() < 0 || point.score() > HIGHEST_SCORE) {
      problems.add(
          item, "a point of " + what + " needs a cosine of -1 to 1 and a score of 0 to 10");
    }
    return Optional.of(point);
  }

  private void refuseDescent(
      List<CalibrationPoint> points, CalibrationPoint point, Node item, String what) {
    if (points.isEmpty()) {
      return;
    }
    CalibrationPoint last = points.get(points.size() - 1);
    if (point.cosine() <= last.cosine() || point.score() < last.score()) {
      problems.add(item, what + " must ascend: each cosine greater, no score less than before");
    }
  }

  private static void checkName(PlanMapping group, String name, String kind, Set<String> known) {
    if (!known.contains(name)) {
      group.problem(name, "unknown " + kind + " '" + name + "'" + Suggestion.forWord(name, known));
    }
  }
}
