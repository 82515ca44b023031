package io.millrace.benchmark;

import io.millrace.stack.LocalStack;
import java.util.Timer;
import java.util.TimerTask;

/**
 * Keeps the greatest memory of each part; it looks every five seconds, since each look costs some
 * sixty milliseconds of a processor, on a thread of its own.
 */
final class MemorySampler implements AutoCloseable {
  private static final long LOOK_MILLIS = 5_000;

  private final LocalStack stack;
  private final Timer timer = new Timer("memory", true);
  private PartMemory greatest;

  private MemorySampler(LocalStack stack) {
    this.stack = stack;
    this.greatest = PartMemory.of(stack);
  }

  static MemorySampler start(LocalStack stack) {
    MemorySampler sampler = new MemorySampler(stack);
    sampler.timer.schedule(
        new TimerTask() {
          @Override
          public void run() {
            sampler.look();
          }
        },
        LOOK_MILLIS,
        LOOK_MILLIS);
    return sampler;
  }

  private synchronized PartMemory look() {
    PartMemory now = PartMemory.of(stack);
    greatest = greatest.greatest(now);
    return now;
  }

  /** Of each part since the start or the last call, and begins again. */
  synchronized PartMemory take() {
    PartMemory now = look();
    PartMemory taken = greatest;
    greatest = now;
    return taken;
  }

  @Override
  public void close() {
    timer.cancel();
  }
}
