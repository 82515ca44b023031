package io.millrace.app.failures;

import io.millrace.app.UserException;
import io.millrace.app.local.Installation;
import io.millrace.app.local.PlannedGeneration;
import io.millrace.app.rereads.RowAddress;
import io.millrace.connectors.Sql;
import io.millrace.plan.CapturedTable;
import io.millrace.plan.EnrichmentPlan;
import io.millrace.schemas.Failure;
import io.millrace.schemas.Names;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the database says of rows that are on the failure list. Not threadsafe. */
final class FailureRows implements AutoCloseable {
  private final Connection connection;
  private final EnrichmentPlan plan;
  private final Names names;

  /**
   * @param connection is closed with this
   */
  FailureRows(Connection connection, EnrichmentPlan plan, Names names) {
    this.connection = connection;
    this.plan = plan;
    this.names = names;
  }

  static FailureRows open(Installation installation) {
    return new FailureRows(
        installation.connect(),
        PlannedGeneration.active(installation).plan(),
        installation.names());
  }

  /**
   * Those of the rows that are in their tables now; rows of tables that are not captured are not.
   */
  Set<RowAddress> present(Collection<RowAddress> rows) {
    Map<String, Set<String>> keys = new TreeMap<>();
    rows.forEach(row -> keys.computeIfAbsent(row.table(), table -> new TreeSet<>()).add(row.key()));
    Set<RowAddress> present = new HashSet<>();
    for (CapturedTable table : plan.capturedTables()) {
      Set<String> wanted = keys.getOrDefault(table.name(), Set.of());
      if (!wanted.isEmpty()) {
        present(table, wanted).forEach(key -> present.add(new RowAddress(table.name(), key)));
      }
    }
    return present;
  }

  private Set<String> present(CapturedTable table, Set<String> keys) {
    String column = Sql.quote(table.keyColumn()) + "::text";
    String sql =
        "select %s from %s where %s = any (?)"
            .formatted(column, Sql.qualified(table.schema(), table.name()), column);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setArray(1, connection.createArrayOf("text", keys.toArray()));
      Set<String> present = new HashSet<>();
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          present.add(result.getString(1));
        }
      }
      return present;
    } catch (SQLException e) {
      throw refused(e);
    }
  }

  /** Whether what failed was written since; where a whole row failed, any column of it. */
  boolean isWrittenSince(RowAddress row, Failure failure) {
    String column = failure.getColumn();
    String sql =
        """
        select 1 from %s where table_name = ? and key = ? and (? = '' or column_name = ?)
        and generation = ? and written_at > to_timestamp(? / 1000.0)
        """
            .formatted(Sql.qualified(names.databaseSchema(), "provenance"));
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, row.table());
      statement.setString(2, row.key());
      statement.setString(3, column);
      statement.setString(4, column);
      statement.setInt(5, failure.getGeneration());
      statement.setLong(6, failure.getLastAt());
      try (ResultSet result = statement.executeQuery()) {
        return result.next();
      }
    } catch (SQLException e) {
      throw refused(e);
    }
  }

  private static UserException refused(SQLException error) {
    return UserException.failure(
        "The database refused a query (SQLState " + error.getSQLState() + ").", error);
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw refused(e);
    }
  }
}
