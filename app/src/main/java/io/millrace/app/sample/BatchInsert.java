package io.millrace.app.sample;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Iterator;
import java.util.UUID;
import java.util.function.Function;

/** Sends rows in batches, one transaction for each batch. */
final class BatchInsert<R> {
  static final int ROWS_PER_TRANSACTION = 500;

  /** Writes one row into the parameters of the statement. */
  @FunctionalInterface
  interface Binder<R> {
    void bind(PreparedStatement statement, R row) throws SQLException;
  }

  private final Connection connection;
  private final String sql;
  private final Binder<R> binder;
  private final Function<R, UUID> key;

  BatchInsert(Connection connection, String sql, Binder<R> binder, Function<R, UUID> key) {
    this.connection = connection;
    this.sql = sql;
    this.binder = binder;
    this.key = key;
  }

  long load(Iterator<R> rows) throws SQLException {
    boolean autoCommit = connection.getAutoCommit();
    connection.setAutoCommit(false);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      long inserted = 0;
      while (rows.hasNext()) {
        inserted += loadBatch(statement, rows);
      }
      return inserted;
    } finally {
      connection.setAutoCommit(autoCommit);
    }
  }

  private long loadBatch(PreparedStatement statement, Iterator<R> rows) throws SQLException {
    R first = rows.next();
    addRow(statement, first);
    for (int row = 1; row < ROWS_PER_TRANSACTION && rows.hasNext(); row++) {
      addRow(statement, rows.next());
    }
    try {
      long inserted = inserted(statement.executeBatch());
      connection.commit();
      return inserted;
    } catch (BatchUpdateException problem) {
      connection.rollback();
      throw withoutRowText(problem, key.apply(first));
    }
  }

  private void addRow(PreparedStatement statement, R row) throws SQLException {
    binder.bind(statement, row);
    statement.addBatch();
  }

  /** A driver that rewrites batches cannot tell the counts apart; those rows count as inserted. */
  private static long inserted(int[] counts) {
    return Arrays.stream(counts)
        .filter(count -> count > 0 || count == Statement.SUCCESS_NO_INFO)
        .count();
  }

  /** The driver's message repeats the statement with its values, so it is not passed on. */
  private static SQLException withoutRowText(BatchUpdateException problem, UUID first) {
    return new SQLException(
        ("The batch of sample rows that starts with key %s was refused with SQLState %s; see the"
                + " PostgreSQL log for the cause. Batches before it are loaded.")
            .formatted(first, problem.getSQLState()),
        problem.getSQLState());
  }
}
