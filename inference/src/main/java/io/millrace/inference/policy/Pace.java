package io.millrace.inference.policy;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * How fast inputs go out: by the configured rate, and below it by what the provider bears. Each
 * refusal for haste cuts the rate and halves the batch; success raises both again, slowly at first
 * and faster the longer no refusal came (additive increase, multiplicative decrease, RFC 5681).
 *
 * <p>Own arithmetic, since the limiters of libraries cannot change their rate without forgetting
 * who waits already. Threadsafe.
 */
final class Pace {
  private static final double NANOS = 1e9;
  private static final double CUT = 0.7;
  private static final double GROWN = 1.3;
  private static final double STEP = 0.05;
  private static final double DOUBLING_SECONDS = 20;
  private static final double LEAST_RATE = 0.05;
  private static final double MANY_TIMES = 10;

  private final double requestsPerSecond;
  private final double inputsPerSecond;
  private final int largestBatch;
  private final Duration longestWait;
  private final LongSupplier nanos;
  // All below is guarded by this.
  private double rate;
  private double rateAtCut;
  private double batch;
  private long freeAt;
  private long requestFreeAt;
  private long pausedUntil;
  private long cutAt;
  private long windowStart;
  private double inWindow;

  /**
   * @param requestsPerSecond at most; 0 for no limit
   * @param inputsPerSecond at most; 0 for no limit
   * @param longestWait for which a request is held rather than sent back
   */
  Pace(
      double requestsPerSecond,
      double inputsPerSecond,
      int largestBatch,
      Duration longestWait,
      LongSupplier nanos) {
    this.requestsPerSecond = orUnlimited(requestsPerSecond);
    this.inputsPerSecond = orUnlimited(inputsPerSecond);
    this.largestBatch = largestBatch;
    this.longestWait = longestWait;
    this.nanos = nanos;
    this.rate = this.inputsPerSecond;
    this.batch = largestBatch;
    long now = nanos.getAsLong();
    freeAt = now;
    requestFreeAt = now;
    pausedUntil = now;
    cutAt = now;
    windowStart = now;
  }

  private static double orUnlimited(double limit) {
    return limit == 0 ? Double.POSITIVE_INFINITY : limit;
  }

  /**
   * Takes a place for a request.
   *
   * @return how long it has to wait for it; empty if that is too long, and no place was taken
   */
  synchronized Optional<Duration> reserve(int inputs) {
    long now = nanos.getAsLong();
    long start = Math.max(Math.max(now, pausedUntil), Math.max(freeAt, requestFreeAt));
    if (start - now > longestWait.toNanos()) {
      return Optional.empty();
    }
    freeAt = start + nanosFor(inputs, rate);
    requestFreeAt = start + nanosFor(1, requestsPerSecond);
    inWindow += inputs;
    return Optional.of(Duration.ofNanos(start - now));
  }

  private static long nanosFor(int count, double perSecond) {
    return (long) (count / perSecond * NANOS);
  }

  /** How long nothing can go out, by what the provider or the rate say; zero if something can. */
  synchronized Duration held() {
    long now = nanos.getAsLong();
    long start = Math.max(pausedUntil, Math.max(freeAt, requestFreeAt));
    return Duration.ofNanos(Math.max(0, start - now));
  }

  /**
   * Inputs that the next request may have: while the provider limits, no more than half a second's,
   * for it may save no more than a second's.
   */
  synchronized int batch() {
    double most = isSlowed() ? Math.min(batch, rate / 2) : batch;
    return Math.max(1, (int) most);
  }

  /** Nothing goes out for some time. */
  synchronized void pause(Duration wait) {
    pausedUntil = Math.max(pausedUntil, nanos.getAsLong() + wait.toNanos());
  }

  /** The provider refused for haste. */
  synchronized void limited(Duration wait) {
    long now = nanos.getAsLong();
    // Requests that were under way together are refused together: that is one cut.
    if (now >= pausedUntil) {
      // What went out on average is less than what went out last: the rate was growing.
      double borne = Math.min(rate, measured(now) * GROWN);
      rate = Math.max(LEAST_RATE, borne * CUT);
      rateAtCut = rate;
      batch = Math.max(1, batch / 2);
      cutAt = now;
      windowStart = now + wait.toNanos();
      inWindow = 0;
    }
    pause(wait);
  }

  /** Inputs a second since the last cut. */
  private double measured(long now) {
    double seconds = Math.max(1, (now - windowStart) / NANOS);
    return Math.max(LEAST_RATE, inWindow / seconds);
  }

  /** The provider answered this many inputs. */
  synchronized void succeeded(int inputs) {
    if (rate < inputsPerSecond) {
      double quiet = (nanos.getAsLong() - cutAt) / NANOS;
      double perSecond = rateAtCut * STEP * Math.pow(2, quiet / DOUBLING_SECONDS);
      rate = Math.min(inputsPerSecond, rate + perSecond * inputs / rate);
      if (rate > rateAtCut * MANY_TIMES && Double.isInfinite(inputsPerSecond)) {
        rate = inputsPerSecond;
      }
    }
    batch = Math.min(largestBatch, batch + STEP * largestBatch);
  }

  /** Whether the rate is below the configured one because the provider asked for it. */
  synchronized boolean isSlowed() {
    return rate < inputsPerSecond;
  }

  /** Inputs a second at present; infinite without a limit. */
  synchronized double rate() {
    return rate;
  }
}
