package io.millrace.app.it;

import io.millrace.stack.PartName;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Counts calls over all processes of the applications, each of which begins at zero: the last
 * reading of each counts. Of a process that was killed, calls since its last reading are missing.
 */
final class CallCounter implements AutoCloseable {
  private static final int PAUSE_MILLIS = 200;

  private final RunningPipeline pipeline;
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  // Guarded by this.
  private final Map<Long, Counts> byProcess = new HashMap<>();

  CallCounter(RunningPipeline pipeline) {
    this.pipeline = pipeline;
  }

  /**
   * Sums.
   *
   * @param calls of models
   * @param avoided tasks that were found to need no call
   */
  record Counts(long calls, long avoided) {
    Counts plus(Counts other) {
      return new Counts(calls + other.calls, avoided + other.avoided);
    }

    Counts minus(Counts other) {
      return new Counts(calls - other.calls, avoided - other.avoided);
    }
  }

  void start() {
    var unused =
        clock.scheduleWithFixedDelay(this::tryRead, 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void tryRead() {
    try {
      read();
    } catch (RuntimeException e) {
      // the applications are away
    }
  }

  /** The counts up to now. */
  synchronized Counts read() {
    long process = pipeline.process(PartName.STREAMS);
    Metrics metrics = pipeline.metrics();
    byProcess.put(process, new Counts(metrics.modelCalls(), metrics.callsAvoided()));
    return byProcess.values().stream().reduce(new Counts(0, 0), Counts::plus);
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
