package io.millrace.benchmark;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A reader that asks again and again: how many of its statements saw results of two models at once,
 * and how long the slowest took. It rests for as long as a statement took, so that it takes half of
 * a processor at most, and runs on a thread of its own.
 */
final class MixtureReader implements AutoCloseable {
  private static final String MODELS =
      "select (select count(distinct embeddings_model) from profiles"
          + " where embeddings_model is not null and embedding_seeking is not null), "
          + SwitchWitness.SEEN
          + " "
          + SwitchWitness.ROWS;

  private static final long LEAST_REST = TimeUnit.MILLISECONDS.toNanos(5);

  private final Connection connection;
  private final SwitchWitness witness;
  private final Set<String> generations;
  private final Thread thread = new Thread(this::run, "reader");
  private volatile boolean isOver;
  private long statements;
  private long mixtures;
  private long failed;
  private long slowest;

  /**
   * Uses the connection until it is closed, and closes it.
   *
   * @param generations what the witness holds in one generation, and in the other
   */
  MixtureReader(Connection connection, SwitchWitness witness, Set<String> generations) {
    this.connection = connection;
    this.witness = witness;
    this.generations = generations;
  }

  void start() {
    thread.start();
  }

  private void run() {
    while (!isOver) {
      long before = System.nanoTime();
      try {
        read();
      } catch (SQLException e) {
        failed++;
      }
      long took = System.nanoTime() - before;
      slowest = Math.max(slowest, took);
      LockSupport.parkNanos(Math.max(LEAST_REST, took));
    }
  }

  private void read() throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(MODELS)) {
      statement.setObject(1, witness.match());
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        statements++;
        mixtures +=
            row.getInt(1) == 1 && generations.contains(String.valueOf(row.getString(2))) ? 0 : 1;
      }
    }
  }

  /** One line for people; to be asked when it is over. */
  String line() {
    return "%,d statements of a reader, %d saw two models, %d failed, the slowest took %d ms"
        .formatted(statements, mixtures, failed, slowest / 1_000_000);
  }

  /** Ends it; returns after its last statement. */
  void stop() {
    isOver = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws SQLException {
    stop();
    connection.close();
  }
}
