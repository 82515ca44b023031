package io.millrace.benchmark;

import io.millrace.topology.PipelineMetrics;
import java.util.concurrent.atomic.AtomicLong;

/** Counts scores and notes when the last one was made. Threadsafe. */
final class ScoreCounter implements PipelineMetrics {
  private static final long QUIET_NANOS = 2_000_000_000L;
  private static final long POLL_MILLIS = 50;

  private final AtomicLong emitted = new AtomicLong();
  private final AtomicLong unchanged = new AtomicLong();
  private volatile long lastNanos = System.nanoTime();

  @Override
  public void scored(int count) {
    emitted.addAndGet(count);
    lastNanos = System.nanoTime();
  }

  @Override
  public void skipped(Skip reason, int count) {
    if (reason == Skip.SCORE_UNCHANGED) {
      unchanged.addAndGet(count);
      lastNanos = System.nanoTime();
    }
  }

  @Override
  public void feedbackEvent() {}

  @Override
  public void failed(String reason) {}

  long emitted() {
    return emitted.get();
  }

  /** Starts again from zero. */
  void reset() {
    emitted.set(0);
    unchanged.set(0);
    lastNanos = System.nanoTime();
  }

  /**
   * Waits until so many matches have been answered and nothing more has come for two seconds.
   *
   * @return when the last one was made, as {@link System#nanoTime} counts
   */
  long await(long count) throws InterruptedException {
    while (emitted.get() + unchanged.get() < count || System.nanoTime() - lastNanos < QUIET_NANOS) {
      Thread.sleep(POLL_MILLIS);
    }
    return lastNanos;
  }
}
