package io.millrace.connectors;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Runs statements together or not at all. */
final class Transactions {
  /** A host's long transaction must not queue everybody behind our table locks. */
  private static final String LOCK_TIMEOUT = "set local lock_timeout = '10s'";

  /** SQLState of a right that is missing. */
  private static final String FORBIDDEN = "42501";

  private Transactions() {}

  /**
   * Runs statements in a transaction of their own where the connection commits by itself; else in
   * the caller's, which the caller commits.
   *
   * @throws PreparationException naming the statement that failed
   */
  static void run(Connection connection, List<SqlStatement> statements) throws SQLException {
    if (!connection.getAutoCommit()) {
      runLocking(connection, statements);
      return;
    }
    connection.setAutoCommit(false);
    try {
      runLocking(connection, statements);
      connection.commit();
    } catch (SQLException | RuntimeException e) {
      connection.rollback();
      throw e;
    } finally {
      connection.setAutoCommit(true);
    }
  }

  /** What reads. */
  @FunctionalInterface
  interface Reading<T> {
    T run() throws SQLException;
  }

  /**
   * Reads in a transaction that cannot write.
   *
   * @param connection commits by itself before and after
   */
  static <T> T readOnly(Connection connection, Reading<T> reading) throws SQLException {
    connection.setAutoCommit(false);
    connection.setReadOnly(true);
    try {
      return reading.run();
    } finally {
      connection.rollback();
      connection.setReadOnly(false);
      connection.setAutoCommit(true);
    }
  }

  private static void runLocking(Connection connection, List<SqlStatement> statements)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(LOCK_TIMEOUT);
    }
    execute(connection, statements);
  }

  /**
   * Runs statements in the caller's transaction.
   *
   * @throws PreparationException naming the statement that failed
   */
  static void execute(Connection connection, List<SqlStatement> statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (SqlStatement next : statements) {
        execute(statement, next);
      }
    }
  }

  private static void execute(Statement statement, SqlStatement next) {
    try {
      statement.execute(next.sql());
    } catch (SQLException e) {
      throw new PreparationException(
          "PostgreSQL refused to %s (SQLSTATE %s): %s%s"
              .formatted(next.purpose(), e.getSQLState(), firstLine(e), advice(e, next)),
          e);
    }
  }

  private static String advice(SQLException e, SqlStatement refused) {
    return FORBIDDEN.equals(e.getSQLState())
        ? "; let an administrator run: " + refused.sql().lines().findFirst().orElse("it")
        : "";
  }

  private static String firstLine(SQLException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
  }
}
