package io.millrace.app.it;

import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The host application at work: one client that carries out a workload, a transaction after the
 * other, and tries each again until the database has taken or refused it.
 */
final class Host implements AutoCloseable {
  /** The class of SQL states that say that a constraint forbids it. */
  private static final String REFUSED = "23";

  /** Those that say that it is worth another try: connection, conflict, resources, shutdown. */
  private static final Set<String> PASSING = Set.of("08", "40", "53", "55", "57");

  private static final Duration END_LIMIT = Duration.ofMinutes(2);

  private final Tables tables;
  private final Workload workload;
  private final Duration pause;
  private final ScheduledExecutorService client = Executors.newSingleThreadScheduledExecutor();
  private final AtomicLong changes = new AtomicLong();
  private final AtomicLong transactions = new AtomicLong();
  private final AtomicLong inputs = new AtomicLong();
  private final AtomicBoolean isReloadDue = new AtomicBoolean();
  private final AtomicReference<RuntimeException> failure = new AtomicReference<>();

  /**
   * @param pause after each change
   */
  Host(Tables tables, Workload workload, Duration pause) {
    this.tables = tables;
    this.workload = workload;
    this.pause = pause;
  }

  /**
   * What it has done so far.
   *
   * @param inputs of tasks that it has changed at most
   */
  record Counts(long changes, long transactions, long inputs) {}

  void start() {
    var unused =
        client.scheduleWithFixedDelay(this::next, 0, pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Empties the tables and fills them again before it does anything else. */
  void reload() {
    isReloadDue.set(true);
    await().atMost(END_LIMIT).until(() -> !isReloadDue.get());
  }

  private void next() {
    try {
      if (isReloadDue.get()) {
        carryOut(workload.reload());
        isReloadDue.set(false);
      }
      carryOut(workload.next());
    } catch (RuntimeException e) {
      failure.set(e);
      throw e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Carries a change out here and now. */
  void carryOut(HostChange change) throws InterruptedException {
    for (HostTransaction transaction : change.transactions()) {
      while (!isAnswered(transaction)) {
        TimeUnit.MILLISECONDS.sleep(100); // the database is away: the host waits too
      }
    }
    changes.incrementAndGet();
  }

  /** Whether the database has taken or refused it; one that may or may not be is made again. */
  private boolean isAnswered(HostTransaction transaction) {
    try {
      tables.execute(transaction);
      transactions.incrementAndGet();
      inputs.addAndGet(transaction.inputs());
      return true;
    } catch (SQLException e) {
      String kind = String.valueOf(e.getSQLState()).substring(0, 2);
      if (!kind.equals(REFUSED) && !PASSING.contains(kind)) {
        throw new IllegalStateException("the workload's SQL is wrong: " + e.getSQLState(), e);
      }
      inputs.addAndGet(transaction.inputs());
      return kind.equals(REFUSED);
    }
  }

  Counts counts() {
    return new Counts(changes.get(), transactions.get(), inputs.get());
  }

  /** Ends after the change that is under way. */
  @Override
  public void close() {
    client.shutdown();
    try {
      if (!client.awaitTermination(END_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException("the host's last transaction does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    RuntimeException cause = failure.get();
    if (cause != null) {
      throw cause;
    }
  }
}
