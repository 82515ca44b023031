package io.millrace.inference.policy;

import dev.failsafe.CircuitBreaker;
import dev.failsafe.CircuitBreaker.State;
import java.time.Duration;

/**
 * Whether requests go out at all. Some failures in a row close the way for a short time, a refusal
 * at once and for longer; then one request tries it. Threadsafe.
 */
final class Circuit {
  private final int failures;
  private final Duration downTime;
  private final Duration refusedTime;
  // Guarded by this.
  private CircuitBreaker<Object> breaker;
  private boolean refused;
  private String reason = "";

  /**
   * @param failures in a row that close the way
   */
  Circuit(int failures, Duration downTime, Duration refusedTime) {
    this.failures = failures;
    this.downTime = downTime;
    this.refusedTime = refusedTime;
    this.breaker = breaker(downTime);
  }

  private CircuitBreaker<Object> breaker(Duration delay) {
    return CircuitBreaker.builder()
        .withFailureThreshold(failures)
        .withSuccessThreshold(1)
        .withDelay(delay)
        .build();
  }

  /** Lets a request through, or not; whoever is let through reports how it went. */
  synchronized boolean tryEnter() {
    return breaker.tryAcquirePermit();
  }

  synchronized void succeeded() {
    breaker.recordSuccess();
    if (breaker.isClosed()) {
      reason = "";
      if (refused) {
        refused = false;
        breaker = breaker(downTime);
      }
    }
  }

  synchronized void failed(String cause) {
    if (breaker.isClosed()) {
      reason = cause;
    }
    breaker.recordFailure();
  }

  /** Closes the way at once. */
  synchronized void down(String cause) {
    if (!refused) {
      reason = cause;
      breaker.open();
    }
  }

  /** Closes the way at once and for longer. */
  synchronized void refused(String cause) {
    if (!refused) {
      refused = true;
      breaker = breaker(refusedTime);
    }
    reason = cause;
    breaker.open();
  }

  /** Whether all is well. */
  synchronized boolean isClosed() {
    return breaker.isClosed();
  }

  /** Whether the next request is the one that tries the way. */
  synchronized boolean isProbing() {
    return breaker.getState() != State.CLOSED && breaker.getRemainingDelay().isZero();
  }

  synchronized boolean isRefused() {
    return refused;
  }

  /** What closed the way; "" while it is open to all. */
  synchronized String reason() {
    return breaker.isClosed() ? "" : reason;
  }

  /** How long nothing is let through; zero if something would be. */
  synchronized Duration remaining() {
    return breaker.isOpen() ? breaker.getRemainingDelay() : Duration.ZERO;
  }
}
