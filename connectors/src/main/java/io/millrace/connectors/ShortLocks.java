package io.millrace.connectors;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collection;
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
  private static final Duration LIMIT = Duration.ofMinutes(1);

  /**
   * Autovacuum gives way to whoever has waited for it for {@code deadlock_timeout}, which is longer
   * than anybody may wait behind us; at a table with HNSW indexes it stays for minutes.
   */
  private static final String PATIENCE =
      "select set_config('lock_timeout', (4000 + 1000 * extract(epoch from"
          + " current_setting('deadlock_timeout')::interval)::int)::text, true)";

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
   * @param tables quoted; autovacuum is sent away from them first, while readers and writers pass
   * @throws PreparationException if others held the locks all the time
   */
  static <T> T run(Connection connection, String purpose, Collection<String> tables, Work<T> work)
      throws SQLException {
    long begun = System.nanoTime();
    connection.setAutoCommit(false);
    try {
      while (System.nanoTime() - begun < LIMIT.toNanos()) {
        try {
          return once(connection, tables, work);
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
            "end what holds the tables, a long transaction or a VACUUM of yours (pg_stat_activity),"
                + " and try again"));
  }

  private static <T> T once(Connection connection, Collection<String> tables, Work<T> work)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      if (!tables.isEmpty()) {
        statement.execute(PATIENCE);
        // In nobody's way but that of vacuuming and of other changes of the table itself.
        statement.execute(
            "lock table " + String.join(", ", tables) + " in share update exclusive mode");
      }
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
