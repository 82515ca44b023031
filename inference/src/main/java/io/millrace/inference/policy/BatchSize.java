package io.millrace.inference.policy;

import java.time.Duration;

/**
 * How many inputs a request may have so that its answer comes well within the timeout, as far as
 * earlier requests tell.
 *
 * <p>A provider that computes one request after another answers the last of those under way after
 * the time of all. Were full batches sent again after each timeout, none would ever be answered in
 * time, and the provider would go on computing what nobody waits for. So a timeout halves the size,
 * an answer that took more than half of the timeout sets it to what fits into that half, and only
 * answers within a quarter let it grow, by one for each full batch. Threadsafe.
 */
final class BatchSize {
  private final int largest;
  private final double timeoutNanos;
  // Both below are guarded by this.
  private double size;
  private long cutAt = Long.MIN_VALUE;

  /**
   * @param largest at least 1; the size at first
   * @param timeout after which a request is given up
   */
  BatchSize(int largest, Duration timeout) {
    this.largest = largest;
    this.timeoutNanos = timeout.toNanos();
    this.size = largest;
  }

  /** Inputs that the next request may have, at least 1. */
  synchronized int value() {
    return (int) size;
  }

  /**
   * A request was not answered in time. Requests that were under way together are one cut.
   *
   * @param sentAt and {@code now} by {@link System#nanoTime}
   */
  synchronized void timedOut(long sentAt, long now) {
    if (cutAt == Long.MIN_VALUE || sentAt - cutAt >= 0) {
      size = Math.max(1, size / 2);
      cutAt = now;
    }
  }

  /** A request was answered. One that was far smaller than allowed tells little of full ones. */
  synchronized void answered(int inputs, Duration latency) {
    double share = latency.toNanos() / timeoutNanos;
    if (share > 0.5 && inputs * 2 >= size) {
      size = Math.max(1, Math.min(size, inputs * 0.5 / share));
    } else if (share < 0.25) {
      size = Math.min(largest, size + inputs / size);
    }
  }
}
