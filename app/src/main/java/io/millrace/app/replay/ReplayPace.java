package io.millrace.app.replay;

import io.millrace.app.UserException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;

/** Keeps a replay at a number of rows a second. Not threadsafe. */
final class ReplayPace {
  private static final double MILLIS = 1_000;

  private final OptionalDouble rowsPerSecond;
  private final Clock clock;
  private final Instant begin;
  private long rows;

  /**
   * @param rowsPerSecond above 0; empty: as fast as it goes
   */
  ReplayPace(OptionalDouble rowsPerSecond, Clock clock) {
    this.rowsPerSecond = rowsPerSecond;
    this.clock = clock;
    this.begin = clock.instant();
  }

  /** How long to wait after so many more rows. */
  Duration after(long more) {
    rows += more;
    if (rowsPerSecond.isEmpty()) {
      return Duration.ZERO;
    }
    Instant due = begin.plusMillis(Math.round(rows / rowsPerSecond.getAsDouble() * MILLIS));
    Duration wait = Duration.between(clock.instant(), due);
    return wait.isNegative() ? Duration.ZERO : wait;
  }

  /** Waits so long. */
  void await(long more) {
    try {
      Thread.sleep(after(more).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw UserException.failure("interrupted; run the same command again to go on", e);
    }
  }
}
