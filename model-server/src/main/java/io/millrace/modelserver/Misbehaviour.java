package io.millrace.modelserver;

import com.sun.net.httpserver.HttpExchange;
import io.millrace.modelserver.ServerFault.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** Carries faults out, and refuses haste. */
final class Misbehaviour {
  private static final long SLOW_SECONDS = 60;
  private static final double NANOS = 1e9;

  private final ReentrantLock device = new ReentrantLock(true);

  // Guarded by this.
  private double permitted;
  private double saved;
  private long countedAt;

  synchronized void permit(double inputsPerSecond) {
    permitted = inputsPerSecond;
    saved = inputsPerSecond;
    countedAt = System.nanoTime();
  }

  /** Whether so many inputs may pass: what was not used is saved for a second. */
  synchronized boolean isPermitted(int inputs) {
    if (permitted == 0) {
      return true;
    }
    long now = System.nanoTime();
    saved = Math.min(permitted, saved + (now - countedAt) / NANOS * permitted);
    countedAt = now;
    if (saved < Math.min(inputs, permitted)) {
      return false;
    }
    saved -= inputs;
    return true;
  }

  /** Whether a kind of fault leaves no answer to be spoiled. */
  static boolean isWhole(Kind kind) {
    return switch (kind) {
      case OUTAGE, STATUS, SLOW, CUT, GARBAGE, HUGE, GZIP_BOMB, REDIRECT -> true;
      case NOT_A_NUMBER, NULL, SHORT, DUPLICATE, REORDERED, WRONG_DIMENSIONS, TOKEN_VECTORS ->
          false;
    };
  }

  static void carryOut(ServerFault fault, HttpExchange exchange, List<String> texts)
      throws IOException {
    fault.retryAfter().ifPresent(value -> exchange.getResponseHeaders().set("Retry-After", value));
    switch (fault.kind()) {
      case SLOW -> sleep();
      case CUT -> Replies.cut(exchange);
      case GARBAGE -> Replies.send(exchange, 200, "<html>" + texts);
      case HUGE -> Replies.endless(exchange);
      case GZIP_BOMB -> Replies.bomb(exchange);
      case STATUS -> Replies.send(exchange, fault.status(), fault.body() + texts);
      case REDIRECT -> {
        exchange.getResponseHeaders().set("Location", fault.body());
        Replies.send(exchange, 307, "");
      }
      default -> throw new IOException("no answer, as told");
    }
  }

  /** The one device that computes, first come, first served. */
  void compute(Duration time) {
    if (!time.isZero()) {
      device.lock();
      try {
        sleep(time);
      } finally {
        device.unlock();
      }
    }
  }

  /** Lets others be answered meanwhile. */
  static void pause(Duration time) {
    if (!time.isZero()) {
      sleep(time);
    }
  }

  private static void sleep() throws IOException {
    sleep(Duration.ofSeconds(SLOW_SECONDS));
    throw new IOException("no answer in time, as told");
  }

  private static void sleep(Duration time) {
    try {
      TimeUnit.NANOSECONDS.sleep(time.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
