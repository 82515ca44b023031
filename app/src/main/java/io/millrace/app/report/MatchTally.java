package io.millrace.app.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.matching.Dimension;
import io.millrace.matching.DimensionScore;
import io.millrace.matching.Factor;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Collects what explanations of matches say, match by match. Not threadsafe. */
final class MatchTally {
  private static final double TOP = 10;

  private final Map<Factor, FactorTally> factors = new EnumMap<>(Factor.class);
  private final Map<Dimension, Distribution> dimensions = new EnumMap<>(Dimension.class);
  private final Map<Dimension, Long> bottlenecks = new EnumMap<>(Dimension.class);
  private final AggregationTally aggregations = new AggregationTally();
  private long matches;

  /**
   * Adds a match.
   *
   * @param context its explanation; one without scores is passed over
   */
  void add(JsonNode context) {
    List<DimensionScore> ab = direction(context.path("ab"));
    List<DimensionScore> ba = direction(context.path("ba"));
    if (hasWeight(ab) && hasWeight(ba)) {
      aggregations.add(ab, ba);
      matches++;
    }
  }

  private static boolean hasWeight(List<DimensionScore> dimensionScores) {
    return dimensionScores.stream().anyMatch(dimension -> dimension.weight() > 0);
  }

  private List<DimensionScore> direction(JsonNode direction) {
    List<DimensionScore> scores = new ArrayList<>();
    for (Dimension dimension : Dimension.values()) {
      JsonNode node = direction.path(dimension.planName());
      if (node.isArray()) {
        scores.add(
            new DimensionScore(
                dimension, node.path(0).asDouble(), node.path(1).asDouble(), List.of()));
        dimensions
            .computeIfAbsent(dimension, built -> new Distribution(TOP))
            .add(node.path(0).asDouble());
        addFactors(dimension, node.path(2));
      }
    }
    countLowest(scores);
    return scores;
  }

  private void addFactors(Dimension dimension, JsonNode scored) {
    for (Factor factor : Factor.values()) {
      if (factor.dimension() == dimension) {
        factors
            .computeIfAbsent(factor, known -> new FactorTally())
            .add(scored.path(factor.planName()));
      }
    }
  }

  private void countLowest(List<DimensionScore> scores) {
    scores.stream()
        .filter(score -> score.weight() > 0)
        .min((one, other) -> Double.compare(one.score(), other.score()))
        .ifPresent(lowest -> bottlenecks.merge(lowest.dimension(), 1L, Long::sum));
  }

  /** Number of matches with scores. */
  long matches() {
    return matches;
  }

  /** Factors of the built dimensions, in their order. */
  Map<Factor, FactorTally> factors() {
    return factors;
  }

  /** Scores of the built dimensions, 0 to 10, both directions. */
  Map<Dimension, Distribution> dimensions() {
    return dimensions;
  }

  /** Share of directions in which this dimension is the lowest; the first of equal ones. */
  double bottleneckShare(Dimension dimension) {
    long all = bottlenecks.values().stream().mapToLong(Long::longValue).sum();
    return all == 0 ? 0 : (double) bottlenecks.getOrDefault(dimension, 0L) / all;
  }

  /** The comparison of aggregations. */
  AggregationTally aggregations() {
    return aggregations;
  }
}
