package io.millrace.matching;

import java.util.ArrayList;
import java.util.List;

/**
 * Scores pairs of profiles by one set of rules.
 *
 * <p>Immutable, so any number of threads may share one. Scoring is a pure function of the rules and
 * both profiles, and fails for no profile. {@code score(a, b)} and {@code score(b, a)} hold the
 * same numbers with the directions exchanged.
 */
public final class MatchScorer {
  private final List<DimensionScorer> dimensions;

  /**
   * A scorer by these rules.
   *
   * @throws IllegalArgumentException where every dimension that is built has weight 0
   */
  public MatchScorer(ScoringRules rules) {
    this.dimensions = List.of(new SynergyScorer(rules));
    if (dimensions.stream().noneMatch(scorer -> rules.weight(scorer.dimension()) > 0)) {
      throw new IllegalArgumentException(
          "Only the dimension synergy is built and its weight is 0; give it a weight");
    }
  }

  /** Scores the pair in both directions. */
  public MatchScore score(ScoringProfile a, ScoringProfile b) {
    return MatchScore.of(direction(a, b), direction(b, a));
  }

  private DirectionScore direction(ScoringProfile source, ScoringProfile target) {
    List<DimensionScore> scores = new ArrayList<>(dimensions.size());
    for (DimensionScorer scorer : dimensions) {
      scores.add(scorer.score(source, target));
    }
    return DirectionScore.of(scores);
  }
}
