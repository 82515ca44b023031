package io.millrace.benchmark;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Prints how long an edit takes from PostgreSQL's commit to the vectors and the scores that it
 * causes, at a steady rate of edits. Both ends are PostgreSQL's clock.
 */
public final class FreshnessBenchmark {
  private static final int WARM_UP_SECONDS = 30;

  private static final String STALE =
      "select count(*) from millrace.provenance v join profiles p on p.id::text = v.key"
          + " where v.table_name = 'profiles' and v.column_name like 'embedding\\_%' and v.input_hash <> md5(coalesce(case v.column_name"
          + " when 'embedding_seeking' then p.seeking when 'embedding_offering' then p.offering"
          + " when 'embedding_who_you_serve' then p.who_you_serve"
          + " when 'embedding_what_you_do' then p.what_you_do end, ''))";

  private final Target target;

  private FreshnessBenchmark(Target target) {
    this.target = target;
  }

  /**
   * Arguments: for how many seconds, 60 unless given; after how many seconds of edits that do not
   * count, 30 unless given. The sample data must be enriched.
   */
  public static void main(String[] arguments) throws Exception {
    int seconds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 60;
    int warmUp = arguments.length > 1 ? Integer.parseInt(arguments[1]) : WARM_UP_SECONDS;
    new FreshnessBenchmark(Target.fromEnvironment()).run(seconds, warmUp);
  }

  private void run(int seconds, int warmUp) throws Exception {
    System.out.println(Target.machine());
    try (Connection connection = target.connect()) {
      Edits edits = new Edits(connection);
      target.awaitIdle();
      edits.run(warmUp * Edits.PER_SECOND);
      target.awaitIdle();
      long callsBefore = target.modelCalls();
      ProcessorTime timeBefore = ProcessorTime.of(target.installation().stack());
      Edits.Done done = edits.run(seconds * Edits.PER_SECOND);
      ProcessorTime time = ProcessorTime.of(target.installation().stack());
      target.awaitIdle();
      System.out.printf(
          "%d edits at %d/s, at worst %d ms behind their schedule; %d profiles, %.0f matches%n",
          done.begun().size(),
          Edits.PER_SECOND,
          done.mostLateMillis(),
          edits.profiles(),
          Target.number(connection, "select count(*) from matches"));
      print("commit → vector written", "profiles", done.begun());
      print("commit → last score written", "matches", done.begun());
      System.out.printf(
          "%d model calls; %.0f stale vectors afterwards%n",
          target.modelCalls() - callsBefore, Target.number(connection, STALE));
      System.out.println("processors used: " + time.processors(timeBefore, seconds));
      checkClock(connection, done.begun().get(0));
    }
  }

  private void print(String what, String table, List<Long> begun) {
    Answers answers = SinkReports.read(target.installation(), table, begun.get(0));
    List<Long> millis = answers.latencies(begun);
    System.out.printf(
        "%-28s %s   (%d edits, %d rows; %d edits answered with another or without a write)%n",
        what,
        Percentiles.of(millis).line(),
        millis.size(),
        answers.rows(),
        begun.size() - millis.size());
  }

  /** The same from another source: only the last vector of each column is still there. */
  private static void checkClock(Connection connection, long since) throws SQLException {
    String median =
        "select percentile_disc(0.5) within group (order by extract(epoch from written_at -"
            + " source_committed_at)) * 1000 from millrace.provenance where source_committed_at >="
            + " timestamptz 'epoch' + "
            + since
            + " * interval '1 millisecond'";
    System.out.printf(
        "check: p50 of vectors by table millrace.provenance %.0f ms%n",
        Target.number(connection, median));
  }
}
