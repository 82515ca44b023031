package io.millrace.matching;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Scores pairs of profiles by one set of rules.
 *
 * <p>Immutable, so any number of threads may share one. Scoring is a pure function of the rules and
 * both profiles, and fails for no profile. {@code score(a, b)} and {@code score(b, a)} hold the
 * same numbers with the directions exchanged.
 */
public final class MatchScorer {
  private final Aggregation aggregation;
  private final List<DimensionScorer> dimensions;
  private final ContextLegend legend;

  /**
   * A scorer by these rules.
   *
   * @throws IllegalArgumentException where no dimension whose inputs are named has a weight
   */
  public MatchScorer(ScoringRules rules) {
    FactorScorers scorers = new FactorScorers(rules);
    this.aggregation = rules.aggregation();
    this.dimensions =
        Arrays.stream(Dimension.values())
            .map(scorers::dimension)
            .flatMap(Optional::stream)
            .toList();
    if (dimensions.stream().noneMatch(dimension -> dimension.weight() > 0)) {
      throw new IllegalArgumentException(
          "No dimension whose inputs are named has a weight above 0; name inputs or give weights");
    }
    this.legend =
        ContextLegend.of(rules, dimensions.stream().map(DimensionScorer::dimension).toList());
  }

  /** Scores the pair in both directions. */
  public MatchScore score(ScoringProfile a, ScoringProfile b) {
    return MatchScore.of(legend, direction(a, b), direction(b, a));
  }

  private DirectionScore direction(ScoringProfile source, ScoringProfile target) {
    List<DimensionScore> scores = new ArrayList<>(dimensions.size());
    for (DimensionScorer scorer : dimensions) {
      scores.add(scorer.score(source, target));
    }
    return DirectionScore.of(aggregation, scores);
  }
}
