package io.millrace.benchmark;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/**
 * Changes on a fixed schedule until it is told to end: of ten, eight edits, one insert and one
 * delete of a row that was inserted. It runs on a thread of its own.
 */
final class UpgradeTraffic implements AutoCloseable {
  private static final int ROUND = 10;
  private static final int INSERT = 8;
  private static final int DELETE = 9;
  private static final int KEPT = 5;

  private static final String COPY =
      """
      insert into profiles (id, name, seeking, offering, who_you_serve, what_you_do)
      select ?, name, ?, offering, who_you_serve, what_you_do from profiles where id = ?
      returning floor(extract(epoch from clock_timestamp()) * 1000)::bigint
      """;

  private static final String REMOVAL =
      "delete from profiles where id = ?"
          + " returning floor(extract(epoch from clock_timestamp()) * 1000)::bigint";

  private final Connection connection;
  private final int perSecond;
  private final Edits edits;
  private final Deque<UUID> inserted = new ArrayDeque<>();
  private final List<Long> begun = new ArrayList<>();
  private final Thread thread = new Thread(this::run, "traffic");
  private volatile boolean isOver;
  private int failed;
  private long mostLate;

  /** Uses the connection until it is closed, and closes it. */
  UpgradeTraffic(Connection connection, int perSecond) throws SQLException {
    this.connection = connection;
    this.perSecond = perSecond;
    this.edits = new Edits(connection);
  }

  void start() {
    thread.start();
  }

  private void run() {
    long started = System.nanoTime();
    for (int change = 0; !isOver; change++) {
      long due = started + change * 1_000_000_000L / perSecond;
      while (System.nanoTime() < due) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
      mostLate = Math.max(mostLate, System.nanoTime() - due);
      attempt(change);
    }
  }

  private void attempt(int change) {
    try {
      begun.add(change(change));
    } catch (SQLException e) {
      failed++;
    }
  }

  private long change(int change) throws SQLException {
    int turn = change % ROUND;
    if (turn == INSERT) {
      UUID key = UUID.randomUUID();
      long at = update(COPY, key, edits.text(), edits.profile(change));
      inserted.add(key);
      return at;
    }
    return turn == DELETE && inserted.size() > KEPT
        ? update(REMOVAL, inserted.remove())
        : edits.edit();
  }

  private long update(String sql, Object... parameters) throws SQLException {
    return (long) Objects.requireNonNull(Target.first(connection, sql, parameters));
  }

  /** Times within the transactions, rising; to be asked when it is over. */
  List<Long> begun() {
    return begun;
  }

  /** One line for people; to be asked when it is over. */
  String line() {
    return "%,d changes at %d/s, %d refused, at worst %d ms behind their schedule"
        .formatted(begun.size(), perSecond, failed, mostLate / 1_000_000);
  }

  /** Ends it; returns when the last change is committed. */
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
