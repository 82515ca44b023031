package io.millrace.benchmark;

import io.millrace.modelserver.ModelServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Prints what edits notice while one of two instances is killed, and while both are restarted one
 * after the other: how old results are when they are written, and for how long none is. Each has a
 * standby of the other's state. At the end every row must have the vector of its text.
 */
public final class FailoverBenchmark {
  private static final int INSTANCES = 2;
  private static final RunInstances.Each EACH = new RunInstances.Each(4, 32, INSTANCES - 1);
  private static final int PER_SECOND = 20;
  private static final Duration CALM = Duration.ofSeconds(15);
  private static final Duration AFTER_KILL = Duration.ofSeconds(75);
  private static final Duration ANSWER = Duration.ofMillis(50);
  private static final long POLL_MILLIS = 100;
  private static final double NANOS = 1e9;

  private static final String WRONG =
      """
      select count(*) from notes n left join millrace.provenance p
      on p.table_name = 'notes' and p.key = n.id::text
      where n.embedding is null or p.input_hash is distinct from md5(n.body)""";

  private final OwnParts parts;
  private final Connection connection;

  private FailoverBenchmark(OwnParts parts, Connection connection) {
    this.parts = parts;
    this.connection = connection;
  }

  /** Arguments: how many rows there are before, 10,000 unless given. */
  public static void main(String[] arguments) throws Exception {
    int rows = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10_000;
    System.out.println(Target.machine());
    try (ModelServer model = ModelServer.start();
        OwnParts parts = OwnParts.start(model.url());
        RunInstances instances = RunInstances.start(parts, INSTANCES, EACH);
        Connection connection = parts.connect()) {
      FailoverBenchmark benchmark = new FailoverBenchmark(parts, connection);
      long begun = System.nanoTime();
      parts.insert(connection, rows);
      benchmark.awaitWritten();
      System.out.printf(
          Locale.ROOT,
          "%,d rows before, written in %.0f s%n",
          rows,
          (System.nanoTime() - begun) / NANOS);
      model.answerAfter(ANSWER);
      benchmark.under("one of two killed", () -> kill(instances));
      benchmark.under("both restarted in turn", () -> restart(instances));
    }
  }

  /** Something that happens while rows come in. */
  @FunctionalInterface
  private interface Event {
    void happen() throws Exception;
  }

  private static void kill(RunInstances instances) throws Exception {
    instances.kill(0);
    Thread.sleep(AFTER_KILL.toMillis());
    instances.startAgain(0);
  }

  private static void restart(RunInstances instances) throws Exception {
    for (int number = 0; number < INSTANCES; number++) {
      instances.stop(number);
      instances.startAgain(number);
    }
  }

  private void under(String what, Event event) throws Exception {
    String start = text("select clock_timestamp()");
    ScheduledExecutorService host = Executors.newSingleThreadScheduledExecutor();
    try (Connection writer = parts.connect()) {
      var unused =
          host.scheduleAtFixedRate(
              () -> insert(writer), 0, 1_000_000 / PER_SECOND, TimeUnit.MICROSECONDS);
      Thread.sleep(CALM.toMillis());
      event.happen();
      Thread.sleep(CALM.toMillis());
      host.shutdown();
      host.awaitTermination(1, TimeUnit.MINUTES);
    }
    awaitWritten();
    System.out.printf("%s, %d rows/s: %s%n", what, PER_SECOND, text(ages(start)));
    System.out.printf("  longest time without a write %s s%n", text(gap(start)));
    System.out.printf("  rows without the vector of their text: %s%n", text(WRONG));
  }

  private void insert(Connection writer) {
    try {
      parts.insert(writer, 1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void awaitWritten() throws Exception {
    while (Target.number(connection, "select count(*) from notes where embedding is null") > 0) {
      Thread.sleep(POLL_MILLIS);
    }
  }

  private static String ages(String start) {
    return """
    select count(*) || ' rows, commit → written p50 ' || round(percentile_disc(0.5) within group (order by age), 2)
      || ' s, p95 ' || round(percentile_disc(0.95) within group (order by age), 2)
      || ' s, p99 ' || round(percentile_disc(0.99) within group (order by age), 2)
      || ' s, oldest ' || round(max(age), 2) || ' s'
    from (select extract(epoch from written_at - source_committed_at) as age from millrace.provenance
      where source_committed_at >= '%s') a"""
        .formatted(start);
  }

  private static String gap(String start) {
    return """
    select round(max(gap), 2) from (
      select extract(epoch from written_at - lag(written_at) over (order by written_at)) as gap
      from millrace.provenance where source_committed_at >= '%s') g"""
        .formatted(start);
  }

  private String text(String sql) throws SQLException {
    return Target.text(connection, sql);
  }
}
