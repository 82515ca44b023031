package io.millrace.connectors;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Writes the signals by which Debezium reads rows of a table again, as JSON. Threadsafe. */
public final class SnapshotSignals {
  private static final String EXECUTE = "execute-snapshot";
  private static final String INCREMENTAL = "incremental";

  private SnapshotSignals() {}

  /**
   * An incremental snapshot of some rows.
   *
   * @param keyColumn the primary key's column
   * @param captured keys that change events gave: PostgreSQL reads them as values of the column
   * @param others keys of which nothing is known; they are compared as text, which no index helps,
   *     so that one that is no value of the column's type stops nothing
   */
  public static String read(
      String schema, String table, String keyColumn, List<String> captured, List<String> others) {
    String name = schema + "\\." + table; // a pattern; names hold letters, digits and underscores
    return Templates.json(
        Map.of(
            "id", UUID.randomUUID().toString(),
            "type", EXECUTE,
            "data",
                Map.of(
                    "type", INCREMENTAL,
                    "data-collections", List.of(name),
                    "additional-conditions",
                        List.of(
                            Map.of(
                                "data-collection",
                                name,
                                "filter",
                                condition(keyColumn, captured, others))))));
  }

  static String condition(String keyColumn, List<String> captured, List<String> others) {
    String column = Sql.quote(keyColumn);
    List<String> alternatives = new ArrayList<>();
    if (!captured.isEmpty()) {
      alternatives.add(column + " in (" + literals(captured) + ")");
    }
    if (!others.isEmpty()) {
      alternatives.add(column + "::text in (" + literals(others) + ")");
    }
    return "(" + String.join(" or ", alternatives) + ")";
  }

  private static String literals(List<String> keys) {
    return keys.stream().map(Sql::literal).collect(Collectors.joining(", "));
  }
}
