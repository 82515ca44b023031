package io.millrace.benchmark;

import io.millrace.app.local.Installation;
import io.millrace.app.local.LocalPipeline;
import io.millrace.app.local.PlannedGeneration;
import io.millrace.app.progress.PipelineWaits;
import io.millrace.app.upgrade.Upgrade;
import io.millrace.app.upgrade.UpgradeStatus;
import io.millrace.app.upgrade.UpgradeTarget;
import io.millrace.stack.PartName;
import io.millrace.stack.PartStatus;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Builds a generation beside the first, and kills its worker twice meanwhile. */
final class UpgradeBuild {
  private static final Duration LIMIT = Duration.ofMinutes(60);
  private static final long LOOK_MILLIS = 1_000;
  private static final double NANOS = 1e9;
  private static final double MILLIS = 1_000;

  /** Shares of the vectors after which the new application's worker is killed. */
  private static final double[] KILLS = {0.25, 0.6};

  private static final String VECTORS =
      "select count(*) from millrace.provenance where generation = %d and column_name like"
          + " 'embedding\\_%%'";

  /** Null, which is 0 as a number, before there is one. */
  private static final String FIRST_WRITE =
      "select extract(epoch from min(written_at)) from millrace.provenance where generation = %d"
          + " and source_committed_at >= to_timestamp(%d / 1000.0)";

  private final Installation installation;
  private final Connection connection;
  private final List<Recovery> recoveries = new ArrayList<>();
  private double rate;

  UpgradeBuild(Installation installation, Connection connection) {
    this.installation = installation;
    this.connection = connection;
  }

  /**
   * A worker was away.
   *
   * @param from when it was killed, by PostgreSQL's clock: milliseconds since 1970
   * @param until when the first change after that was written
   */
  private record Recovery(long from, long until) {
    double seconds() {
      return (until - from) / MILLIS;
    }
  }

  /** Whether a change of this time may have met a worker that was away. */
  boolean isRecovering(long at) {
    return recoveries.stream().anyMatch(away -> at >= away.from() - MILLIS && at <= away.until());
  }

  /** Vectors a second, outside the recoveries; to be asked after {@link #run}. */
  double rate() {
    return rate;
  }

  /** Returns when the new generation is complete. */
  void run(String model) throws Exception {
    long vectors = (long) Target.number(connection, VECTORS.formatted(1));
    long begun = System.nanoTime();
    int generation = new Upgrade(installation).start(UpgradeTarget.of(model));
    System.out.printf(Locale.ROOT, "upgrade start: %.1f s%n", (System.nanoTime() - begun) / NANOS);
    long working = System.nanoTime();
    for (double share : KILLS) {
      awaitVectors(generation, (long) (vectors * share));
      kill(generation);
    }
    awaitLast(generation, vectors);
    double seconds = (System.nanoTime() - working) / NANOS - recoverySeconds();
    rate = vectors / seconds;
    System.out.printf(
        Locale.ROOT,
        "%,d vectors in %.0f s outside recoveries: %.0f vectors/s%n",
        vectors,
        seconds,
        rate);
    awaitComplete(generation);
    System.out.println(UpgradeStatus.read(installation, planned -> 0).text());
  }

  /** No part is killed any more: what each takes of the processors is told too. */
  private void awaitLast(int generation, long vectors) throws Exception {
    long begun = System.nanoTime();
    ProcessorTime before = ProcessorTime.of(installation.stack());
    awaitVectors(generation, vectors);
    System.out.println(
        "processors busy after the last kill: "
            + ProcessorTime.of(installation.stack())
                .processors(before, (System.nanoTime() - begun) / NANOS));
  }

  private double recoverySeconds() {
    return recoveries.stream().mapToDouble(Recovery::seconds).sum();
  }

  private void awaitVectors(int generation, long count) throws Exception {
    while (Target.number(connection, VECTORS.formatted(generation)) < count) {
      Thread.sleep(LOOK_MILLIS);
    }
  }

  /**
   * From the kill to the first result of a change that was committed after it. The process is
   * started again at once, as a container's supervisor would.
   */
  private void kill(int generation) throws Exception {
    long pid =
        installation.stack().status().stream()
            .filter(part -> part.name() == PartName.STREAMS_NEXT)
            .map(PartStatus::pid)
            .findFirst()
            .orElseThrow()
            .orElseThrow();
    ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
    long at = Target.clockMillis(connection);
    process.destroyForcibly();
    process.onExit().join();
    new LocalPipeline(installation).startApplications();
    long ready = Target.clockMillis(connection);
    long first = awaitWriteOf(generation, at);
    recoveries.add(new Recovery(at, first));
    System.out.printf(
        Locale.ROOT,
        "worker killed; ready again after %.1f s; an edit after the kill was written by the new"
            + " generation after %.1f s%n",
        (ready - at) / MILLIS,
        (first - at) / MILLIS);
  }

  /** By the database, which answers at once: whoever looks must not slow down what is measured. */
  private long awaitWriteOf(int generation, long committedFrom) throws Exception {
    double first = 0;
    while (first == 0) {
      Thread.sleep(LOOK_MILLIS);
      first = Target.number(connection, FIRST_WRITE.formatted(generation, committedFrom));
    }
    return (long) (first * MILLIS);
  }

  private void awaitComplete(int generation) throws SQLException {
    PlannedGeneration planned =
        PlannedGeneration.live(connection, installation).stream()
            .filter(candidate -> candidate.number() == generation)
            .findFirst()
            .orElseThrow();
    PipelineWaits.await(installation, planned, LIMIT)
        .ifPresent(
            held -> {
              throw new IllegalStateException("The new generation is not complete: " + held);
            });
  }
}
