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
 * @param inputs name of a scoring input (see {@link ScoringNames#INPUTS}) to the columns of the
 *     paired table that hold it: one, or several for {@link ScoringNames#LIST_INPUTS}; a host's
 *     columns, or for {@link ScoringNames#RESULT_INPUTS} those that a task writes
 * @param scoring by what numbers
 */
public record MatchPlan(
    String schema,
    String table,
    String keyColumn,
    String a,
    String b,
    String of,
    Map<String, List<String>> inputs,
    ScoringPlan scoring) {
  public MatchPlan {
    Map<String, List<String>> copy = new LinkedHashMap<>();
    inputs.forEach((input, columns) -> copy.put(input, List.copyOf(columns)));
    inputs = Collections.unmodifiableMap(copy);
  }
}
