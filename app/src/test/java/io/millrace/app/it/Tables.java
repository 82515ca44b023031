package io.millrace.app.it;

import io.millrace.app.local.Installation;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The database as a client of the host application sees it: a connection for each call. */
final class Tables {
  /** Every row of every table that the pipeline writes, so that a write of any of them shows. */
  private static final String VERSIONS =
      """
      select 'profiles ' || id, xmin::text || ctid::text from profiles
      union all
      select 'matches ' || id, xmin::text || ctid::text from matches
      union all
      select 'provenance ' || table_name || ' ' || key || ' ' || column_name, xmin::text || ctid::text
      from millrace.provenance
      """;

  private final Installation installation;

  Tables(Installation installation) {
    this.installation = installation;
  }

  /** One row of a result. */
  interface Row<T> {
    T read(ResultSet result) throws SQLException;
  }

  /** Executes a statement and commits it; returns the number of rows. */
  int execute(String sql, @Nullable Object... parameters) throws SQLException {
    try (Connection connection = installation.open();
        PreparedStatement statement = prepare(connection, sql, parameters)) {
      return statement.executeUpdate();
    }
  }

  /** Executes statements in one transaction, which is committed or rolled back. */
  void execute(HostTransaction transaction) throws SQLException {
    try (Connection connection = installation.open()) {
      connection.setAutoCommit(false);
      for (HostStatement statement : transaction.statements()) {
        try (PreparedStatement prepared =
            prepare(connection, statement.sql(), statement.parameters().toArray())) {
          prepared.execute();
        }
      }
      if (transaction.isRolledBack()) {
        connection.rollback();
      } else {
        connection.commit();
      }
    }
  }

  <T> List<T> query(Row<T> row, String sql, @Nullable Object... parameters) throws SQLException {
    try (Connection connection = installation.open();
        PreparedStatement statement = prepare(connection, sql, parameters);
        ResultSet result = statement.executeQuery()) {
      List<T> rows = new ArrayList<>();
      while (result.next()) {
        rows.add(row.read(result));
      }
      return rows;
    }
  }

  /** The only column of the only row; "null" for NULL. */
  String text(String sql, @Nullable Object... parameters) throws SQLException {
    return String.valueOf(query(result -> result.getObject(1), sql, parameters).get(0));
  }

  /** The versions of all rows: a row that was written, if only with what it held, has another. */
  Map<String, String> versions() throws SQLException {
    Map<String, String> versions = new TreeMap<>();
    for (Map.Entry<String, String> row :
        query(result -> Map.entry(result.getString(1), result.getString(2)), VERSIONS)) {
      versions.put(row.getKey(), row.getValue());
    }
    return versions;
  }

  private static PreparedStatement prepare(
      Connection connection, String sql, @Nullable Object... parameters) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int index = 0; index < parameters.length; index++) {
      statement.setObject(index + 1, parameters[index]);
    }
    return statement;
  }
}
