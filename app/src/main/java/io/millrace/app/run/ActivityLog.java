package io.millrace.app.run;

import io.millrace.schemas.Freshness;
import io.millrace.schemas.SinkReport;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs what was done: one line for the batches of a second, and nothing while nothing happens, so
 * that the log grows with time and not with rows. Numbers and names of tables, tasks and reasons
 * only (invariant 9). Threadsafe.
 */
final class ActivityLog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ActivityLog.class);
  private static final Duration EVERY = Duration.ofSeconds(1);
  private static final int FAILURES_EVERY = 10;

  private final ActivityTotals totals;
  private final ScheduledExecutorService executor =
      new ScheduledThreadPoolExecutor(1, ActivityLog::thread);
  private final Map<String, Integer> tables = new TreeMap<>();
  private long slowestMillis;
  private int ticks;

  ActivityLog(ActivityTotals totals) {
    this.totals = totals;
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "millrace-activity-log");
    thread.setDaemon(true);
    return thread;
  }

  void start() {
    ScheduledFuture<?> unused =
        executor.scheduleAtFixedRate(
            this::tick, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Takes in what a sink says of one batch. */
  synchronized void add(SinkReport report) {
    for (Freshness freshness : report.getFreshness()) {
      tables.merge(freshness.getTable(), 1, Integer::sum);
      slowestMillis = Math.max(slowestMillis, freshness.getMillis());
    }
  }

  /** Logs what happened since the last time, if anything did. */
  synchronized void tick() {
    ActivityTotals.Work work = totals.work();
    if (!work.isNothing() || !tables.isEmpty()) {
      LOG.atInfo()
          .addKeyValue("event", "batch")
          .addKeyValue("rows_written", text(tables))
          .addKeyValue("slowest_ms", slowestMillis)
          .addKeyValue("model_calls", work.calls())
          .addKeyValue("model_requests", work.requests())
          .addKeyValue("calls_avoided", work.avoided())
          .addKeyValue("cost", work.cost())
          .log("rows were enriched");
    }
    tables.clear();
    slowestMillis = 0;
    if (++ticks % FAILURES_EVERY == 0) {
      tellFailures();
    }
  }

  private void tellFailures() {
    Map<String, Long> failures = totals.failures();
    Map<String, Long> errors = totals.errors();
    if (!failures.isEmpty() || !errors.isEmpty()) {
      LOG.atWarn()
          .addKeyValue("event", "failures")
          .addKeyValue("ended", text(failures))
          .addKeyValue("tried_again", text(errors))
          .log("inputs failed; 'millrace failures list' names those that ended");
    }
  }

  private static String text(Map<String, ? extends Number> counts) {
    return counts.entrySet().stream()
        .map(entry -> entry.getKey() + ":" + entry.getValue())
        .collect(Collectors.joining(","));
  }

  /** Logs what is left. */
  @Override
  public void close() {
    executor.shutdown();
    tick();
  }
}
