package io.millrace.sink;

import static java.util.Objects.requireNonNull;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;

/** Reads tables' columns from PostgreSQL's catalog. */
final class Catalog {
  private static final String COLUMNS =
      """
      select a.attname, format_type(a.atttypid, null), tn.nspname, a.atttypmod
      from pg_attribute a
      join pg_class c on c.oid = a.attrelid
      join pg_namespace n on n.oid = c.relnamespace
      join pg_type t on t.oid = a.atttypid
      join pg_namespace tn on tn.oid = t.typnamespace
      where n.nspname = ? and c.relname = ? and a.attnum > 0 and not a.attisdropped
      """;

  private Catalog() {}

  /**
   * The columns of a table by name.
   *
   * @throws ConnectException if there is no such table
   */
  static Map<String, ColumnType> columns(Connection connection, String schema, String table)
      throws SQLException {
    Map<String, ColumnType> columns = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(COLUMNS)) {
      statement.setString(1, schema);
      statement.setString(2, table);
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          columns.put(
              requireNonNull(result.getString(1)),
              new ColumnType(
                  requireNonNull(result.getString(2)),
                  requireNonNull(result.getString(3)),
                  result.getInt(4)));
        }
      }
    }
    if (columns.isEmpty()) {
      throw new ConnectException(
          "there is no table %s.%s; check %s".formatted(schema, table, SinkSettings.TARGETS));
    }
    return columns;
  }
}
