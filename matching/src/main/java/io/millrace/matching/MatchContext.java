package io.millrace.matching;

import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the explanation of a match as compact JSON, version {@value #VERSION}.
 *
 * <pre>{@code
 * {"v":2,
 *  "w":{"intent":[0.45,3,3,2,1.5,1],"synergy":[0.25,[3.5,3],[3,2.5],2,1.5,2],…},
 *  "ab":{"intent":[7.2381,"nmmmm",null,5,1,10,0,3,10,10,1,10],
 *        "synergy":[5.5511,"ssdom",0.3005,4.51,0.3263,5.026,1,7.5,0,2.5,2,8.5],…},
 *  "ba":{…}}
 * }</pre>
 *
 * A dimension is its score, a letter for the {@link Method} of each factor in the order of {@link
 * Factor}, and raw value and score of each factor; "-" and two nulls stand for a factor that is
 * left out. {@code "w"} holds the weight of each dimension and after it those of its factors: two
 * for a factor that compares texts, by vectors and otherwise. {@code "mean"} names the aggregation
 * where it is not the harmonic one. A match that cannot be scored says why by side: {@code
 * {"v":2,"unscored":{"a":"ready","b":"absent"}}}. Scores and raw values have at most four decimals,
 * weights are as the plan gives them, and no number has an exponent. There is no white space, and
 * the order is fixed, so equal scores give equal text. All strings are names of this package: no
 * row text gets in. Names of factors are left to the reader since they would be half of the text
 * and of what PostgreSQL spends on it.
 */
public final class MatchContext {
  /** Version of the shape. */
  public static final int VERSION = 2;

  /** Stands for the method of a factor that is left out. */
  static final char LEFT_OUT = '-';

  private static final int TYPICAL_LENGTH = 768;

  private MatchContext() {}

  /** The explanation of a score. */
  public static String scored(MatchScore score) {
    StringBuilder json = new StringBuilder(TYPICAL_LENGTH);
    json.append(score.legend().json()).append(",\"ab\":");
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
      dimension(json, dimension);
      json.append(']');
      separator = ',';
    }
    json.append('}');
  }

  private static void dimension(StringBuilder json, DimensionScore dimension) {
    Rounding.append(json, dimension.score()).append(",\"");
    int letters = json.length();
    List<Factor> factors = Factor.of(dimension.dimension());
    json.append(String.valueOf(LEFT_OUT).repeat(factors.size())).append('"');
    Iterator<FactorScore> scores = dimension.factors().iterator();
    FactorScore next = scores.hasNext() ? scores.next() : null;
    for (int place = 0; place < factors.size(); place++) {
      if (next != null && next.factor() == factors.get(place)) {
        json.setCharAt(letters + place, next.method().letter());
        number(json.append(','), next.raw());
        Rounding.append(json.append(','), next.score());
        next = scores.hasNext() ? scores.next() : null;
      } else {
        json.append(",null,null");
      }
    }
  }

  private static void number(StringBuilder json, @Nullable Double value) {
    if (value == null) {
      json.append("null");
    } else {
      Rounding.append(json, value);
    }
  }
}
