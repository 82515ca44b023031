package io.millrace.app.report;

import io.millrace.app.report.StoredContext.StoredFactor;
import io.millrace.matching.Method;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects the scores of one factor, and how they came about. Not threadsafe. */
final class FactorTally {
  private static final double TOP = 10;

  private final Distribution scores = new Distribution(TOP);
  private long semantic;
  private long overlap;
  private long missing;
  private long leftOut;

  /** Adds the factor of one direction; null: left out of its dimension. */
  void add(@Nullable StoredFactor factor) {
    if (factor == null) {
      leftOut++;
      return;
    }
    scores.add(factor.score());
    char method = factor.method();
    semantic += method == Method.SEMANTIC.letter() ? 1 : 0;
    overlap += method == Method.OVERLAP.letter() ? 1 : 0;
    boolean isMissing = method == Method.NEUTRAL.letter() || method == Method.FLOOR.letter();
    missing += isMissing ? 1 : 0;
  }

  Distribution scores() {
    return scores;
  }

  /** Share of directions in which data was missing, the factor left out or not; NaN of nothing. */
  double missingShare() {
    return (double) (missing + leftOut) / (scores.count() + leftOut);
  }

  /** As a JSON document. */
  Map<String, @Nullable Object> document() {
    Map<String, @Nullable Object> document = scores.document();
    document.put("missing_share", Distribution.rounded(missingShare()));
    document.put("methods", methods());
    return document;
  }

  private Map<String, Long> methods() {
    Map<String, Long> methods = new LinkedHashMap<>();
    methods.put("semantic", semantic);
    methods.put("overlap", overlap);
    methods.put("missing", missing);
    methods.put("left_out", leftOut);
    return methods;
  }
}
