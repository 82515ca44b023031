package io.millrace.benchmark;

import io.millrace.app.sample.SampleLoader;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Prints texts per second of bulk embedding through the whole pipeline, without and with matches,
 * beside bare ONNX Runtime loops over the same texts, before and after. The pipeline is up but idle
 * while a bare loop runs; both have the same processors.
 */
public final class BulkBenchmark {
  private static final long SEED = 20_261_121;
  private static final int MATCHES_PER_PROFILE = 12;
  private static final int WARM_UP_PROFILES = 300;

  private final Target target;
  private final Connection connection;
  private final BareLoop plain;
  private final BareLoop sideBySide;

  private BulkBenchmark(Target target, Connection connection, BareLoop plain, BareLoop sideBySide) {
    this.target = target;
    this.connection = connection;
    this.plain = plain;
    this.sideBySide = sideBySide;
  }

  /** Arguments: how many profiles, 2,000 unless given. Removes all rows of the host's tables. */
  public static void main(String[] arguments) throws Exception {
    int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 2_000;
    setNativeLibraries();
    Target target = Target.localOnly("empties tables");
    try (Connection connection = target.connect();
        BareModel onAllProcessors = new BareModel(BareLoop.processors());
        BareModel onOneThread = new BareModel(1)) {
      new BulkBenchmark(
              target, connection, BareLoop.plain(onAllProcessors), BareLoop.sideBySide(onOneThread))
          .run(count);
    }
  }

  /** As Millrace sets them: no telemetry, no download. */
  private static void setNativeLibraries() {
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("OPT_OUT_TRACKING", "true");
    System.setProperty("RUST_FLAVOR", "cpu");
  }

  private void run(int count) throws Exception {
    System.out.println(Target.machine());
    BulkTexts warmUp = BulkTexts.of(SEED, WARM_UP_PROFILES, MATCHES_PER_PROFILE);
    plain.textsPerSecond(warmUp.texts());
    sideBySide.textsPerSecond(warmUp.texts());
    pipeline(warmUp);
    compare("whole pipeline, no matches", BulkTexts.of(SEED + 1, count, 0));
    compare(
        "whole pipeline, " + MATCHES_PER_PROFILE + " matches a profile",
        BulkTexts.of(SEED + 2, count, MATCHES_PER_PROFILE));
  }

  private void compare(String what, BulkTexts rows) throws Exception {
    List<String> texts = rows.texts();
    System.out.printf(
        "%n%s: %d profiles, %d texts, %d matches%n",
        what, rows.profiles().size(), texts.size(), rows.matches().size());
    double plainBefore = bare("bare loop, before", plain, texts);
    double lanesBefore = bare("bare loops side by side, before", sideBySide, texts);
    double measured = print("whole pipeline", pipeline(rows));
    double plainAfter = bare("bare loop, after", plain, texts);
    double lanesAfter = bare("bare loops side by side, after", sideBySide, texts);
    System.out.printf(
        Locale.ROOT,
        "  pipeline / bare loop %.2f, pipeline / bare loops side by side %.2f%n",
        measured / mean(plainBefore, plainAfter),
        measured / mean(lanesBefore, lanesAfter));
  }

  private static double bare(String what, BareLoop loop, List<String> texts)
      throws InterruptedException {
    Duration before = processorTime();
    double textsPerSecond = print(what, loop.textsPerSecond(texts));
    System.out.printf(
        Locale.ROOT,
        "  processor ms a text: %.2f%n",
        processorTime().minus(before).toMillis() / (double) texts.size());
    return textsPerSecond;
  }

  private static Duration processorTime() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
  }

  private static double mean(double first, double second) {
    return (first + second) / 2;
  }

  private static double print(String what, double textsPerSecond) {
    System.out.printf(Locale.ROOT, "  %-34s %6.0f texts/s%n", what, textsPerSecond);
    return textsPerSecond;
  }

  /**
   * From before the first commit to the last written result, on PostgreSQL's clock; texts that
   * needed no call of the model do not count.
   */
  private double pipeline(BulkTexts rows) throws Exception {
    empty();
    long callsBefore = target.modelCalls("embedding_");
    ProcessorTime timeBefore = ProcessorTime.of(target.installation().stack());
    double startedAt = Target.number(connection, "select extract(epoch from clock_timestamp())");
    SampleLoader loader = new SampleLoader(connection);
    loader.loadProfiles(rows.profiles().stream());
    loader.loadMatches(rows.matches().stream());
    awaitZero("select count(*) from matches where scored_at is null");
    awaitZero("select count(*) * 8 - (select count(*) from millrace.provenance) from profiles");
    target.awaitIdle();
    double lastAt =
        Target.number(
            connection,
            "select extract(epoch from greatest((select max(written_at) from millrace.provenance),"
                + " (select max(scored_at) from matches)))");
    ProcessorTime time = ProcessorTime.of(target.installation().stack());
    long calls = target.modelCalls("embedding_") - callsBefore;
    System.out.println("  processor ms a text: " + time.perText(timeBefore, calls));
    return calls / (lastAt - startedAt);
  }

  /** Seldom, since the pipeline shares the processors with the one who asks. */
  private void awaitZero(String sql) throws SQLException, InterruptedException {
    while (Target.number(connection, sql) != 0) {
      Thread.sleep(1_000);
    }
  }

  /** Vacuums too: else rows of the pass before would slow the vector indexes down. */
  private void empty() throws SQLException, InterruptedException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("delete from matches");
      statement.execute("delete from profiles");
      awaitZero("select count(*) from millrace.provenance");
      target.awaitIdle();
      statement.execute("vacuum analyze profiles, matches, millrace.provenance");
    }
  }
}
