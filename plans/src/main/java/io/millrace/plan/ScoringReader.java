package io.millrace.plan;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yaml.snakeyaml.nodes.Node;

/** Reads by what numbers pairs are scored. */
final class ScoringReader {
  private final PlanMapping mapping;
  private final InputLabels labels;

  ScoringReader(PlanMapping mapping, InputLabels labels) {
    this.mapping = mapping;
    this.labels = labels;
  }

  ScoringPlan read() {
    WeightsReader weights = new WeightsReader(mapping);
    return new ScoringPlan(
        weights.dimensions(),
        weights.factors(),
        thresholds(),
        membershipLevels(),
        pairs("offer_type_pairs", "offer_types"),
        pairs("content_style_pairs", "content_style"),
        aggregation(),
        new CalibrationReader(mapping).read());
  }

  private Map<String, Double> thresholds() {
    Map<String, Double> thresholds = new LinkedHashMap<>();
    Set<String> known =
        Stream.concat(
                ScoringNames.BOUNDED_THRESHOLDS.keySet().stream(),
                ScoringNames.AMOUNT_THRESHOLDS.stream())
            .collect(Collectors.toSet());
    mapping
        .mapping("thresholds")
        .ifPresent(
            group -> {
              for (String name : group.keys()) {
                if (!known.contains(name)) {
                  group.problem(
                      name, "unknown threshold '" + name + "'" + Suggestion.forWord(name, known));
                }
                group
                    .required(name)
                    .flatMap(node -> threshold(group, node, name))
                    .ifPresent(value -> thresholds.put(name, value));
              }
            });
    return thresholds;
  }

  private static Optional<Double> threshold(PlanMapping group, Node node, String name) {
    String what = "the threshold '" + name + "'";
    Double greatest = ScoringNames.BOUNDED_THRESHOLDS.get(name);
    if (greatest != null) {
      return ScoreNumbers.read(group, node, what, greatest);
    }
    Optional<Double> amount = group.numberOf(node, what);
    amount
        .filter(value -> value <= 0)
        .ifPresent(value -> group.problems().add(node, what + " must be greater than 0"));
    return amount;
  }

  private Map<String, Double> membershipLevels() {
    Map<String, Double> levels = new LinkedHashMap<>();
    mapping
        .mapping("membership_levels")
        .ifPresent(
            group -> {
              for (String status : group.keys()) {
                group
                    .required(status)
                    .flatMap(node -> ScoreNumbers.read(group, node, "the level '" + status + "'"))
                    .ifPresent(level -> levels.put(status.strip().toLowerCase(Locale.ROOT), level));
              }
            });
    return levels;
  }

  private Optional<PairScores> pairs(String key, String input) {
    return mapping.mapping(key).map(group -> new PairScoresReader(group, labels.of(input)).read());
  }

  private String aggregation() {
    String standard = ScoringNames.AGGREGATIONS.get(0);
    String name = mapping.text("aggregation", standard);
    if (!ScoringNames.AGGREGATIONS.contains(name)) {
      mapping.problem(
          "aggregation",
          "unknown aggregation '"
              + name
              + "'"
              + Suggestion.forWord(name, ScoringNames.AGGREGATIONS));
    }
    return name;
  }
}
