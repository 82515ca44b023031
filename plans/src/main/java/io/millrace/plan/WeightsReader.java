package io.millrace.plan;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/** Reads the weights of dimensions and of the factors within each. */
final class WeightsReader {
  // Beyond these, sums of weighted scores could overflow or vanish.
  private static final double LEAST = 1e-6;
  private static final double GREATEST = 1e6;

  private final PlanMapping mapping;
  private final ProblemList problems;

  /** Reads the key {@code weights} and the dimensions' own keys of the mapping of matches. */
  WeightsReader(PlanMapping mapping) {
    this.mapping = mapping;
    this.problems = mapping.problems();
  }

  Map<String, Double> dimensions() {
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

  Map<String, FactorWeights> factors() {
    Map<String, FactorWeights> weights = new LinkedHashMap<>();
    ScoringNames.DIMENSIONS.stream()
        .sorted()
        .forEach(
            dimension ->
                mapping
                    .mapping(dimension)
                    .ifPresent(group -> weights.putAll(factors(group, dimension))));
    return weights;
  }

  private Map<String, FactorWeights> factors(PlanMapping group, String dimension) {
    Map<String, FactorWeights> weights = new LinkedHashMap<>();
    Set<String> known = ScoringNames.FACTORS.getOrDefault(dimension, Set.of());
    for (String name : group.keys()) {
      checkName(group, name, "factor", known);
      group.required(name).ifPresent(node -> weights.put(name, factor(group, node, name)));
    }
    if (weights.keySet().containsAll(known)
        && weights.values().stream().allMatch(FactorWeights::isZero)) {
      mapping.problem(
          dimension, "all weights of '" + dimension + "' are 0; at least one must be greater");
    }
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
    } else if (weight > GREATEST || (weight > 0 && weight < LEAST)) {
      problems.add(node, "the weight '" + name + "' must be 0 or from 0.000001 to 1000000");
    }
    return weight;
  }

  private static void checkName(PlanMapping group, String name, String kind, Set<String> known) {
    if (!known.contains(name)) {
      group.problem(name, "unknown " + kind + " '" + name + "'" + Suggestion.forWord(name, known));
    }
  }
}
