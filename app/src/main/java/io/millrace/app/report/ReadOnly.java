package io.millrace.app.report;

import io.millrace.app.UserException;
import io.millrace.app.local.Installation;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.List;

/**
 * Reads a database in one transaction that cannot write, row by row: memory does not grow with the
 * number of rows.
 */
public final class ReadOnly {
  private static final int FETCHED_ROWS = 500;

  private final Connection connection;

  private ReadOnly(Connection connection) {
    this.connection = connection;
  }

  /** What to do with the open transaction. */
  @FunctionalInterface
  public interface Work<T> {
    T run(ReadOnly database) throws SQLException;
  }

  /** What to do with a row. */
  @FunctionalInterface
  public interface RowReader {
    void read(ResultSet row) throws SQLException;
  }

  /**
   * Opens a transaction, runs the work and closes it.
   *
   * @param timeoutSeconds limit of a single statement
   * @throws UserException where the database refuses; its message holds no row text
   */
  public static <T> T run(Installation installation, int timeoutSeconds, Work<T> work) {
    try (Connection connection = installation.connect()) {
      return run(connection, timeoutSeconds, work);
    } catch (SQLException e) {
      throw UserException.failure(
          "The database refused to be read ("
              + e.getSQLState()
              + "); if columns are missing, run 'millrace init'; 57014 means that --timeout was"
              + " reached.",
          e);
    }
  }

  /** The same on a connection that the caller opened and closes. */
  public static <T> T run(Connection connection, int timeoutSeconds, Work<T> work)
      throws SQLException {
    connection.setAutoCommit(false); // else the driver holds all rows at once
    connection.setReadOnly(true);
    try (Statement statement = connection.createStatement()) {
      statement.execute("set transaction isolation level repeatable read");
      statement.execute("set local statement_timeout = '" + timeoutSeconds + "s'");
      statement.execute("set local search_path = pg_catalog");
      return work.run(new ReadOnly(connection));
    } finally {
      connection.rollback();
    }
  }

  /** Runs a statement that gives no rows, such as a setting of this transaction or a lock. */
  public void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Reads the rows of a query, one after the other. */
  public void rows(String sql, RowReader reader) throws SQLException {
    rows(sql, List.of(), reader);
  }

  /**
   * The same with parameters.
   *
   * @param parameters texts that the server reads as whatever type is needed
   */
  public void rows(String sql, List<String> parameters, RowReader reader) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int index = 0; index < parameters.size(); index++) {
        statement.setObject(index + 1, parameters.get(index), Types.OTHER);
      }
      statement.setFetchSize(FETCHED_ROWS);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          reader.read(row);
        }
      }
    }
  }
}
