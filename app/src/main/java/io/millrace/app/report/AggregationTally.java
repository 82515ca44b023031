package io.millrace.app.report;

import io.millrace.matching.Aggregation;
import io.millrace.matching.DimensionScore;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Compares the ways to make one score of the dimensions: the score of a match is the harmonic mean
 * of both directions, as it is stored. Not threadsafe.
 */
final class AggregationTally {
  private static final double TOP = 100;

  private final Map<Aggregation, Distribution> scores = new EnumMap<>(Aggregation.class);
  private final Map<Aggregation, Map<Tier, Long>> tiers = new EnumMap<>(Aggregation.class);

  AggregationTally() {
    for (Aggregation aggregation : Aggregation.values()) {
      scores.put(aggregation, new Distribution(TOP));
      Map<Tier, Long> counts = new EnumMap<>(Tier.class);
      for (Tier tier : Tier.values()) {
        counts.put(tier, 0L);
      }
      tiers.put(aggregation, counts);
    }
  }

  /** Adds a match by the dimensions of both directions, at least one of them with a weight. */
  void add(List<DimensionScore> ab, List<DimensionScore> ba) {
    scores.forEach(
        (aggregation, distribution) -> {
          double there = 10 * aggregation.mean(ab);
          double back = 10 * aggregation.mean(ba);
          double score = there + back > 0 ? 2 * there * back / (there + back) : 0;
          distribution.add(score);
          tiersOf(aggregation).merge(Tier.of(score), 1L, Long::sum);
        });
  }

  /** Scores by one aggregation, 0 to 100. */
  Distribution scoresBy(Aggregation aggregation) {
    return scores.getOrDefault(aggregation, new Distribution(TOP));
  }

  /** Number of matches in each tier. */
  Map<Tier, Long> tiersOf(Aggregation aggregation) {
    return tiers.getOrDefault(aggregation, Map.of());
  }

  /** As a JSON document. */
  Map<String, @Nullable Object> document() {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    for (Aggregation aggregation : Aggregation.values()) {
      Map<String, @Nullable Object> figures = scoresBy(aggregation).document();
      Map<String, Long> counts = new LinkedHashMap<>();
      tiersOf(aggregation).forEach((tier, count) -> counts.put(tier.shownName(), count));
      figures.put("tiers", counts);
      document.put(aggregation.planName(), figures);
    }
    return document;
  }
}
