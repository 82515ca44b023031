package io.millrace.benchmark;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A reader that never pauses: how many of its statements saw results of two models at once, and how
 * long the slowest took. It runs on a thread of its own.
 */
final class MixtureReader implements AutoCloseable {
  private static final String MODELS =
      "select count(distinct embeddings_model) from profiles"
          + " where embeddings_model is not null and embedding_seeking is not null";

  private final Connection connection;
  private final Thread thread = new Thread(this::run, "reader");
  private volatile boolean isOver;
  private long statements;
  private long mixtures;
  private long failed;
  private long slowest;

  /** Uses the connection until it is closed, and closes it. */
  MixtureReader(Connection connection) {
    this.connection = connection;
  }

  void start() {
    thread.start();
  }

  private void run() {
    while (!isOver) {
      long before = System.nanoTime();
      try (Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery(MODELS)) {
        row.next();
        statements++;
        mixtures += row.getInt(1) > 1 ? 1 : 0;
      } catch (SQLException e) {
        failed++;
      }
      slowest = Math.max(slowest, System.nanoTime() - before);
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
