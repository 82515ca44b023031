package io.millrace.connectors;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Runs what locks whole tables, so that nobody waits behind it for long: it gives up soon where
 * others hold a lock, lets them pass, and tries again.
 */
final class ShortLocks {
  /** Whoever comes after us waits as long as we do. */
  private static final Duration LOCK_TIMEOUT = Duration.ofMillis(200);

  private static final Duration PAUSE = Duration.ofMillis(300);
  private static final int ATTEMPTS = 100;

  /** A lock was not to be had in time; a deadlock. */
  private static final Set<String> HELD_BY_OTHERS = Set.of("55P03", "40P01");

  private ShortLocks() {}

  /** What is done in one transaction. */
  @FunctionalInterface
  interface Work<T> {
    T run() throws SQLException;
  }

  /**
   * Runs work in a transaction of its own and commits it.
   *
   * @param purpose for the message, as in "add columns"
   * @throws PreparationException if others held the locks all the time
   */
  static <T> T run(Connection connection, String purpose, Work<T> work) throws SQLException {
    connection.setAutoCommit(false);
    try {
      for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
        try {
          return once(connection, work);
        } catch (SQLException | RuntimeException e) {
          connection.rollback();
          if (!isHeldByOthers(e)) {
            throw e;
          }
          pause();
        }
      }
    } finally {
      connection.setAutoCommit(true);
    }
    throw new PreparationException(
        "PostgreSQL gave no lock to " + purpose,
        List.of(
            "end the long transactions that hold the tables (pg_stat_activity), and try again"));
  }

  private static <T> T once(Connection connection, Work<T> work) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("set local lock_timeout = " + LOCK_TIMEOUT.toMillis());
    }
    T result = work.run();
    connection.commit();
    return result;
  }

  private static boolean isHeldByOthers(Throwable error) {
    Throwable cause = error instanceof PreparationException ? error.getCause() : error;
    return cause instanceof SQLException refused
        && HELD_BY_OTHERS.contains(String.valueOf(refused.getSQLState()));
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PreparationException("interrupted while waiting for a lock", e);
    }
  }
}
