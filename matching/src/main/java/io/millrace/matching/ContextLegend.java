package io.millrace.matching;

import java.util.List;

/**
 * What the explanations of all matches that are scored by the same rules have in common: version,
 * kind of mean, weights. It is written once for both directions.
 *
 * @param json the beginning of the JSON object, without its end and without a comma
 */
record ContextLegend(String json) {
  static ContextLegend of(ScoringRules rules, List<Dimension> dimensions) {
    StringBuilder json = new StringBuilder("{\"v\":").append(MatchContext.VERSION);
    if (rules.aggregation() != Aggregation.HARMONIC) {
      json.append(",\"mean\":\"").append(rules.aggregation().planName()).append('"');
    }
    json.append(",\"w\":");
    char separator = '{';
    for (Dimension dimension : dimensions) {
      json.append(separator).append('"').append(dimension.planName()).append("\":[");
      Rounding.append(json, rules.weight(dimension));
      Factor.of(dimension).forEach(factor -> weight(json.append(','), factor, rules));
      json.append(']');
      separator = ',';
    }
    return new ContextLegend(json.append('}').toString());
  }

  private static void weight(StringBuilder json, Factor factor, ScoringRules rules) {
    FactorWeight weight = rules.weight(factor);
    if (!factor.comparesTexts()) {
      Rounding.append(json, weight.overlap());
      return;
    }
    Rounding.append(json.append('['), weight.semantic());
    Rounding.append(json.append(','), weight.overlap()).append(']');
  }
}
