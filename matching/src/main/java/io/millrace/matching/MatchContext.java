package io.millrace.matching;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the explanation of a match as compact JSON, version {@value #VERSION}.
 *
 * <pre>{@code
 * {"v":1,
 *  "ab":{"intent":[8.1429,0.45,{"booking_link":[1,10,2],"jv_history":[null,5,3,"neutral"],…}],
 *        "synergy":[6.1,0.25,{"offering_seeking":[0.52,7.65,3.5,"semantic"],
 *                             "audience_alignment":[0.1,1,2.5,"overlap"],
 *                             "revenue_compat":[1,7.5,2,"ordinal"],…}],…},
 *  "ba":{…}}
 * }</pre>
 *
 * A dimension is [score, weight, factors]; a factor is [raw, score, weight, method], without the
 * method where it has one formula only. {@code "mean"} names the aggregation where it is not the
 * harmonic one. A match that cannot be scored says why by side: {@code
 * {"v":1,"unscored":{"a":"ready","b":"absent"}}}. Scores and raw values have at most four decimals,
 * weights are as the plan gives them, and no number has an exponent. There is no white space, and
 * the order is fixed, so equal scores give equal text. All strings are names of this package: no
 * row text gets in. Readers must ignore keys and further array elements that they do not know; a
 * change of anything else raises the version.
 */
public final class MatchContext {
  /** Version of the shape. */
  public static final int VERSION = 1;

  private static final int TYPICAL_LENGTH = 1536;

  private MatchContext() {}

  /** The explanation of a score. */
  public static String scored(MatchScore score) {
    StringBuilder json = new StringBuilder(TYPICAL_LENGTH);
    json.append("{\"v\":").append(VERSION);
    if (score.aggregation() != Aggregation.HARMONIC) {
      json.append(",\"mean\":\"").append(score.aggregation().planName()).append('"');
    }
    json.append(",\"ab\":");
    direction(json, score.ab().dimensions());
    json.append(",\"ba\":");
    direction(json, score.ba().dimensions());
    return json.append('}').toString();
  }

  /** The reason why there is no score: one side at least is not ready. */
  public static String unscored(SideState a, SideState b) {
    return "{\"v\":"
        + VERSION
        + ",\"unscored\":{\"a\":\""
        + a.explanationName()
        + "\",\"b\":\""
        + b.explanationName()
        + "\"}}";
  }

  private static void direction(StringBuilder json, List<DimensionScore> dimensions) {
    char separator = '{';
    for (DimensionScore dimension : dimensions) {
      json.append(separator).append('"').append(dimension.dimension().planName()).append("\":[");
      number(json, dimension.score());
      json.append(',');
      number(json, dimension.weight());
      json.append(',');
      factors(json, dimension.factors());
      json.append(']');
      separator = ',';
    }
    json.append('}');
  }

  private static void factors(StringBuilder json, List<FactorScore> factors) {
    char separator = '{';
    for (FactorScore factor : factors) {
      json.append(separator).append('"').append(factor.factor().planName()).append("\":[");
      number(json, factor.raw());
      json.append(',');
      number(json, factor.score());
      json.append(',');
      number(json, factor.weight());
      if (factor.method() != Method.MEASURED) {
        json.append(",\"").append(factor.method().explanationName()).append('"');
      }
      json.append(']');
      separator = ',';
    }
    json.append('}');
  }

  private static void number(StringBuilder json, @Nullable Double value) {
    if (value == null) {
      json.append("null");
    } else {
      Rounding.append(json, value);
    }
  }
}
