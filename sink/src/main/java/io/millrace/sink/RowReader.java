package io.millrace.sink;

import static java.util.Objects.requireNonNull;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Locks rows of one table and reads what decisions about them need. */
final class RowReader {
  private final TableLayout layout;
  private final TableSql sql;

  RowReader(TableLayout layout, TableSql sql) {
    this.layout = layout;
    this.sql = sql;
  }

  /** Locks rows in key order; by key, then by task. Rows that are gone are missing. */
  Map<String, Map<String, StoredColumn>> lock(Connection connection, List<String> keys)
      throws SQLException {
    return rows(connection, sql.lock(), keys);
  }

  /** As {@link #lock}, but leaves no trace: a lock is written into the row and the log. */
  Map<String, Map<String, StoredColumn>> read(Connection connection, List<String> keys)
      throws SQLException {
    return rows(connection, sql.read(), keys);
  }

  private Map<String, Map<String, StoredColumn>> rows(
      Connection connection, String query, List<String> keys) throws SQLException {
    Map<String, Map<String, StoredColumn>> rows = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setArray(1, connection.createArrayOf("text", keys.toArray()));
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          rows.put(result.getString(1), columns(result));
        }
      }
    }
    return rows;
  }

  private Map<String, StoredColumn> columns(ResultSet result) throws SQLException {
    Map<String, StoredColumn> columns = new HashMap<>();
    int index = 2;
    for (ColumnTarget column : layout.target().columns()) {
      columns.put(
          column.name(),
          new StoredColumn(
              requireNonNull(result.getString(index)),
              result.getString(index + 1),
              result.getString(index + 2)));
      index += 3;
    }
    return columns;
  }

  /** What was written before; by key, then by task. */
  Map<String, Map<String, Provenance>> provenance(Connection connection, List<String> keys)
      throws SQLException {
    Map<String, Map<String, Provenance>> rows = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(sql.provenance())) {
      statement.setString(1, layout.target().table());
      statement.setInt(2, layout.generation());
      statement.setArray(3, connection.createArrayOf("text", keys.toArray()));
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          rows.computeIfAbsent(requireNonNull(result.getString(1)), key -> new HashMap<>())
              .put(requireNonNull(result.getString(2)), provenance(result));
        }
      }
    }
    return rows;
  }

  /** Those keys of which any provenance is left. */
  Set<String> remembered(Connection connection, List<String> keys) throws SQLException {
    Set<String> found = new HashSet<>();
    try (PreparedStatement statement = connection.prepareStatement(sql.remembered())) {
      statement.setString(1, layout.target().table());
      statement.setArray(2, connection.createArrayOf("text", keys.toArray()));
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          found.add(result.getString(1));
        }
      }
    }
    return found;
  }

  private static Provenance provenance(ResultSet result) throws SQLException {
    return new Provenance(
        requireNonNull(result.getString(3)),
        requireNonNull(result.getString(4)),
        result.getInt(5),
        result.getLong(6),
        result.getBoolean(7),
        result.getString(8),
        result.getBoolean(9));
  }
}
