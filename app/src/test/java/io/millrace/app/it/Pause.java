package io.millrace.app.it;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Lets a fault last. Nothing is asserted about the time. */
final class Pause {
  private Pause() {}

  static void of(Duration duration) throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(duration.toMillis());
  }
}
