package io.millrace.app.report;

import io.millrace.app.report.StoredContext.Direction;
import io.millrace.matching.Dimension;
import io.millrace.matching.DimensionScore;
import io.millrace.matching.Factor;
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

  /** Adds a match; one without scores is passed over. */
  void add(StoredContext context) {
    List<DimensionScore> ab = context.dimensions(Direction.AB);
    List<DimensionScore> ba = context.dimensions(Direction.BA);
    if (!context.isScored() || !hasWeight(ab) || !hasWeight(ba)) {
      return;
    }
    matches++;
    aggregations.add(ab, ba);
    addDirection(context, Direction.AB, ab);
    addDirection(context, Direction.BA, ba);
  }

  private static boolean hasWeight(List<DimensionScore> dimensionScores) {
    return dimensionScores.stream().anyMatch(dimension -> dimension.weight() > 0);
  }

  private void addDirection(
      StoredContext context, Direction direction, List<DimensionScore> scores) {
    for (DimensionScore score : scores) {
      dimensions
          .computeIfAbsent(score.dimension(), built -> new Distribution(TOP))
          .add(score.score());
    }
    for (Factor factor : Factor.values()) {
      if (dimensions.containsKey(factor.dimension())) {
        factors
            .computeIfAbsent(factor, known -> new FactorTally())
            .add(context.factor(direction, factor));
      }
    }
    countLowest(scores);
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
