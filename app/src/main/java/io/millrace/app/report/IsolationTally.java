package io.millrace.app.report;

import io.millrace.matching.Dimension;
import io.millrace.matching.DimensionScore;
import io.millrace.matching.DirectionScore;
import io.millrace.matching.Factor;
import io.millrace.matching.FactorScore;
import io.millrace.matching.MatchScore;
import io.millrace.matching.Method;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects matches that were scored twice, with vectors and without. Not threadsafe. */
final class IsolationTally {
  private static final String TOTAL = "harmonic_mean";
  private static final Set<Factor> BY_VECTORS =
      EnumSet.of(Factor.OFFERING_SEEKING, Factor.AUDIENCE_ALIGNMENT);

  private final Map<String, Both> figures = new LinkedHashMap<>();
  private long matches;
  private long semantic;
  private long fallbacks;
  private long missing;

  /** A figure with vectors and without. */
  record Both(Distribution with, Distribution without) {
    double difference() {
      return with.mean() - without.mean();
    }

    Map<String, @Nullable Object> document() {
      Map<String, @Nullable Object> document = new LinkedHashMap<>();
      document.put("overlap", Distribution.rounded(without.mean()));
      document.put("vectors", Distribution.rounded(with.mean()));
      document.put("difference", Distribution.rounded(difference()));
      return document;
    }
  }

  void add(MatchScore with, MatchScore without) {
    matches++;
    add(TOTAL, 100, with.harmonicMean(), without.harmonicMean());
    direction(with.ab(), without.ab());
    direction(with.ba(), without.ba());
  }

  private void direction(DirectionScore with, DirectionScore without) {
    for (int index = 0; index < with.dimensions().size(); index++) {
      DimensionScore one = with.dimensions().get(index);
      DimensionScore other = without.dimensions().get(index);
      if (one.dimension() == Dimension.SYNERGY) {
        add(one.dimension().planName(), 10, one.score(), other.score());
        factors(one.factors(), other.factors());
      }
    }
  }

  private void factors(List<FactorScore> with, List<FactorScore> without) {
    for (int index = 0; index < with.size(); index++) {
      FactorScore one = with.get(index);
      if (BY_VECTORS.contains(one.factor())) {
        add(one.factor().planName(), 10, one.score(), without.get(index).score());
        count(one.method());
      }
    }
  }

  private void count(Method method) {
    semantic += method == Method.SEMANTIC ? 1 : 0;
    fallbacks += method == Method.OVERLAP ? 1 : 0;
    missing += method == Method.NEUTRAL ? 1 : 0;
  }

  private void add(String name, double top, double with, double without) {
    Both both =
        figures.computeIfAbsent(
            name, known -> new Both(new Distribution(top), new Distribution(top)));
    both.with().add(with);
    both.without().add(without);
  }

  /** The total first, then synergy and its factors that compare texts. */
  Map<String, Both> figures() {
    return figures;
  }

  long matches() {
    return matches;
  }

  /** Comparisons by vectors, two directions a match. */
  long semantic() {
    return semantic;
  }

  /** Comparisons by words although vectors were allowed. */
  long fallbacks() {
    return fallbacks;
  }

  /** Comparisons that were none, since a text is blank. */
  long missing() {
    return missing;
  }
}
