package io.millrace.plan;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How pairs of rows are scored.
 *
 * @param schema the match table's schema
 * @param table the match table's name without its schema
 * @param keyColumn its single primary key column
 * @param a its column that names the first row of the pair
 * @param b its column that names the second row of the pair
 * @param of the table whose rows are paired, a key of {@link EnrichmentPlan#tables()}
 * @param inputs name of a scoring input (see {@link ScoringNames#INPUTS}) to the column of the
 *     paired table that holds it: a host's column, or one that a task writes
 * @param weights dimension (see {@link ScoringNames#DIMENSIONS}) to its share, 0 or more, not all 0
 * @param synergy factor (see {@link ScoringNames#SYNERGY_FACTORS}) to its weights; a factor that is
 *     missing has scoring's own
 * @param calibration embedding model to its curve, by ascending cosine; a model that is missing has
 *     the curve that scoring ships for it, else the cosine times ten
 */
public record MatchPlan(
    String schema,
    String table,
    String keyColumn,
    String a,
    String b,
    String of,
    Map<String, String> inputs,
    Map<String, Double> weights,
    Map<String, FactorWeights> synergy,
    Map<String, List<CalibrationPoint>> calibration) {
  public MatchPlan {
    inputs = ordered(inputs);
    weights = ordered(weights);
    synergy = ordered(synergy);
    calibration = ordered(calibration);
  }

  private static <V> Map<String, V> ordered(Map<String, V> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }
}
