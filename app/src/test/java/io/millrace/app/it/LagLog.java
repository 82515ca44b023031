package io.millrace.app.it;

import io.millrace.app.command.LocalLagSources;
import io.millrace.app.local.Installation;
import io.millrace.app.progress.LagReader;
import io.millrace.app.progress.LagReport;
import io.millrace.app.progress.LagReport.StageLag;
import io.millrace.app.progress.LagReport.State;
import io.millrace.app.progress.LagTracker;
import io.millrace.app.progress.TrackedLag;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Reads the lag once a second, as {@code millrace lag --watch} does, and keeps all readings. */
final class LagLog implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private final LagTracker tracker;
  private final List<TrackedLag> readings = new CopyOnWriteArrayList<>();
  private final ScheduledExecutorService reader = Executors.newSingleThreadScheduledExecutor();

  LagLog(Installation installation) {
    tracker =
        new LagTracker(
            new LagReader(LocalLagSources.of(installation), Clock.systemUTC()),
            Duration.ofMinutes(1));
    var unused =
        reader.scheduleAtFixedRate(() -> readings.add(tracker.read()), 0, 1, TimeUnit.SECONDS);
  }

  /** Waits for a reading from now on. */
  TrackedLag await(Predicate<LagReport> condition) {
    int from = readings.size();
    org.awaitility.Awaitility.await()
        .pollInterval(Duration.ofMillis(100))
        .atMost(LIMIT)
        .until(() -> since(from).stream().anyMatch(lag -> condition.test(lag.report())));
    return since(from).stream()
        .filter(lag -> condition.test(lag.report()))
        .findFirst()
        .orElseThrow();
  }

  /** Readings from a moment on, milliseconds since 1970. */
  List<TrackedLag> from(long at) {
    return readings.stream().filter(lag -> lag.report().at() >= at).toList();
  }

  private List<TrackedLag> since(int index) {
    return readings.subList(index, readings.size());
  }

  static StageLag stage(LagReport report, String name) {
    return report.stages().stream()
        .filter(stage -> stage.stage().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** Whether nothing waits, and everything works. */
  static boolean isAllDone(LagReport report) {
    return report.isEmpty()
        && report.stages().stream().allMatch(stage -> stage.state() == State.OK);
  }

  @Override
  public void close() {
    reader.shutdown();
    try {
      var unused = reader.awaitTermination(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    tracker.close();
  }
}
