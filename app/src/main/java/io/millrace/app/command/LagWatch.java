package io.millrace.app.command;

import io.millrace.app.run.StopSignals;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Reads and prints again and again, until a signal. */
final class LagWatch {
  private final LagView view;
  private final LagPrinter printer;
  private final Duration interval;
  private final @Nullable Duration failAbove;
  private final CountDownLatch isAsked = new CountDownLatch(1);

  /**
   * @param failAbove ends at the first reading further behind than this; null: does not
   */
  LagWatch(LagView view, LagPrinter printer, Duration interval, @Nullable Duration failAbove) {
    this.view = view;
    this.printer = printer;
    this.interval = interval;
    this.failAbove = failAbove;
  }

  /**
   * Runs until Ctrl-C or another signal to end, which is no failure.
   *
   * @return the exit code: 1 at a reading that is too far behind
   */
  int run() throws InterruptedException {
    StopSignals.onEach(isAsked::countDown);
    printer.begin();
    long nextAt = System.nanoTime();
    while (isAsked.getCount() > 0) {
      LagView.Reading reading = view.read();
      printer.print(reading);
      if (isAbove(reading, failAbove)) {
        return 1;
      }
      nextAt = Math.max(nextAt + interval.toNanos(), System.nanoTime());
      if (isAsked.await(nextAt - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        return 0;
      }
    }
    return 0;
  }

  /** Whether a reading is further behind than is allowed. */
  static boolean isAbove(LagView.Reading reading, @Nullable Duration failAbove) {
    return failAbove != null && reading.behindSeconds() * 1_000 > failAbove.toMillis();
  }
}
