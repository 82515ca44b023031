package io.millrace.app.it;

import java.sql.SQLException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Somebody edits one row after another, five a second, until it is closed. */
final class SteadyEdits implements AutoCloseable {
  private static final int PAUSE_MILLIS = 200;

  private final Tables tables;
  private final Community community;
  private final int rows;
  private final String name;
  private final ScheduledExecutorService client = Executors.newSingleThreadScheduledExecutor();
  private volatile int done;

  /**
   * @param rows of the community that are edited in turn
   * @param name begins every text
   */
  SteadyEdits(Tables tables, Community community, int rows, String name) {
    this.tables = tables;
    this.community = community;
    this.rows = rows;
    this.name = name;
    var unused = client.scheduleAtFixedRate(this::next, 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
  private void next() {
    try {
      done++;
      tables.execute(
          "update profiles set seeking = ? where id = ?",
          name + " looks for thing number " + done,
          community.profile(done % rows));
    } catch (SQLException e) {
      done--; // the next turn tries it again
    }
  }

  @Override
  public void close() {
    client.shutdown();
    try {
      var unused = client.awaitTermination(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Number of edits that were begun. */
  int done() {
    return done;
  }
}
