package io.millrace.plan;

import java.util.Optional;
import org.yaml.snakeyaml.nodes.Node;

/** Reads scores, which lie from 0 to 10. */
final class ScoreNumbers {
  private static final double HIGHEST = 10;

  private ScoreNumbers() {}

  /** Empty after a problem. */
  static Optional<Double> read(PlanMapping group, Node node, String name) {
    return read(group, node, name, HIGHEST);
  }

  /** A number of 0 to the highest; empty after a problem. */
  static Optional<Double> read(PlanMapping group, Node node, String name, double highest) {
    Optional<Double> number = group.numberOf(node, name);
    number
        .filter(score -> score < 0 || score > highest)
        .ifPresent(
            score ->
                group.problems().add(node, "%s must be from 0 to %.0f".formatted(name, highest)));
    return number;
  }
}
