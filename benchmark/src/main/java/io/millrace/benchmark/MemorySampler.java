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

  private synchronized void look() {
    greatest = greatest.greatest(PartMemory.of(stack));
  }

  /** Of each part since the start or the last call, and begins again. */
  synchronized PartMemory take() {
    look();
    PartMemory taken = greatest;
    greatest = PartMemory.of(stack);
    return taken;
  }

  @Override
  public void close() {
    timer.cancel();
  }
}
