package io.millrace.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.Node;

/** Reads what pairs of labels are worth to each other. */
final class PairScoresReader {
  private final PlanMapping group;
  private final ProblemList problems;
  private final Optional<List<String>> labels;
  private final Set<Set<String>> known = new HashSet<>();

  /**
   * Reads one table of pairs.
   *
   * @param labels what a label may be; empty: anything
   */
  PairScoresReader(PlanMapping group, Optional<List<String>> labels) {
    this.group = group;
    this.problems = group.problems();
    this.labels = labels;
  }

  PairScores read() {
    List<PairScores.Pair> pairs = new ArrayList<>();
    group
        .required("pairs")
        .ifPresent(
            node -> {
              for (Node item : group.items(node, "'pairs' of " + group.what())) {
                pair(item).ifPresent(pairs::add);
              }
            });
    PairScores scores = new PairScores(pairs, score("other"), score("shared"));
    group.refuseOthers();
    return scores;
  }

  private double score(String key) {
    return group
        .required(key)
        .flatMap(node -> ScoreNumbers.read(group, node, "'" + key + "' of " + group.what()))
        .orElse(0.0);
  }

  private Optional<PairScores.Pair> pair(Node item) {
    String what = "a pair of " + group.what();
    List<Node> parts = group.items(item, what);
    if (parts.size() != 3) {
      problems.add(item, what + " must be two labels and a score: [one, other, score]");
      return Optional.empty();
    }
    Optional<String> one = label(parts.get(0), what);
    Optional<String> other = label(parts.get(1), what);
    Optional<Double> score = ScoreNumbers.read(group, parts.get(2), "the score of " + what);
    if (one.isEmpty() || other.isEmpty() || score.isEmpty()) {
      return Optional.empty();
    }
    if (!known.add(new HashSet<>(List.of(one.get(), other.get())))) {
      problems.add(
          item,
          "the pair of '%s' and '%s' occurs twice, for pairs have no order; keep one"
              .formatted(one.get(), other.get()));
    }
    return Optional.of(new PairScores.Pair(one.get(), other.get(), score.get()));
  }

  private Optional<String> label(Node node, String what) {
    Optional<String> label = PlanMapping.scalarText(node);
    if (label.isEmpty()) {
      problems.add(node, "a label in " + what + " must be text; put it in quotes");
    }
    label
        .filter(name -> labels.isPresent() && !labels.get().contains(name))
        .ifPresent(
            name ->
                problems.add(
                    node,
                    "no classification gives the label '"
                        + name
                        + "'"
                        + Suggestion.forWord(name, labels.orElse(List.of()))));
    return label;
  }
}
