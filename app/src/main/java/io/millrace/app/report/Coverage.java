package io.millrace.app.report;

import io.millrace.connectors.Sql;
import io.millrace.plan.MatchPlan;
import io.millrace.plan.TablePlan;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * How many profiles hold something in each column that scoring reads.
 *
 * @param profiles number of profiles
 * @param filled column to the number of profiles in which it is neither NULL, blank nor empty JSON
 */
record Coverage(long profiles, Map<String, Long> filled) {
  private static final String FILLED =
      "count(*) filter (where btrim(%1$s::text, E' \\t\\n\\r') not in ('', '[]', '{}', 'null',"
          + " '\"\"'))";

  static Coverage read(ReadOnly database, MatchPlan plan, TablePlan table) throws SQLException {
    List<String> columns =
        List.copyOf(
            plan.inputs().values().stream()
                .flatMap(List::stream)
                .collect(Collectors.toCollection(TreeSet::new)));
    String counts =
        columns.stream()
            .map(column -> ", " + FILLED.formatted(Sql.quote(column)))
            .collect(Collectors.joining());
    Map<String, Long> filled = new LinkedHashMap<>();
    long[] profiles = new long[1];
    database.rows(
        "select count(*)%s from %s".formatted(counts, Sql.qualified(table.schema(), table.name())),
        row -> {
          profiles[0] = row.getLong(1);
          for (int index = 0; index < columns.size(); index++) {
            filled.put(columns.get(index), row.getLong(index + 2));
          }
        });
    return new Coverage(profiles[0], filled);
  }

  /** The share of profiles, 0 to 1; 0 where there are none. */
  double share(String column) {
    return profiles == 0 ? 0 : (double) filled.getOrDefault(column, 0L) / profiles;
  }

  /** As a JSON document. */
  Map<String, Object> document() {
    Map<String, Object> shares = new LinkedHashMap<>();
    filled.keySet().forEach(column -> shares.put(column, Distribution.rounded(share(column))));
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("profiles", profiles);
    document.put("filled", shares);
    return document;
  }
}
