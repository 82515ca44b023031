package io.millrace.app.report;

import com.fasterxml.jackson.databind.JsonNode;
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

  /**
   * Adds the factor of one direction.
   *
   * @param factor [raw, score, weight, method]; a missing node: left out of the dimension
   */
  void add(JsonNode factor) {
    if (!factor.isArray()) {
      leftOut++;
      return;
    }
    scores.add(factor.path(1).asDouble());
    if (factor.path(0).isNull()) {
      missing++;
    }
    String method = factor.path(3).asText();
    semantic += method.equals("semantic") ? 1 : 0;
    overlap += method.equals("overlap") ? 1 : 0;
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
