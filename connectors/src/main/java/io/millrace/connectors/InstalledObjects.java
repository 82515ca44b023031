package io.millrace.connectors;

import io.millrace.schemas.Names;
import java.util.List;
import java.util.stream.Collectors;

/** Our table that remembers what init added to the host's tables. */
final class InstalledObjects {
  static final String TABLE = "installed_object";

  private final String table;

  InstalledObjects(Names names) {
    table = Sql.qualified(names.databaseSchema(), TABLE);
  }

  /** Remembers objects of one kind: {@code column}, {@code index} or {@code fillfactor}. */
  SqlStatement remember(String schema, String hostTable, String kind, List<String> objects) {
    String rows =
        objects.stream()
            .map(
                object ->
                    "(%s, %s, %s, %s)"
                        .formatted(
                            Sql.literal(schema),
                            Sql.literal(hostTable),
                            Sql.literal(kind),
                            Sql.literal(object)))
            .collect(Collectors.joining(",\n  "));
    return new SqlStatement(
        "remember what was added to " + hostTable,
        "insert into %s (table_schema, table_name, kind, name) values\n  %s\non conflict do nothing"
            .formatted(table, rows));
  }
}
