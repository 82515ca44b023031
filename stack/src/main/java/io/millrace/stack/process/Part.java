package io.millrace.stack.process;

import java.time.Duration;

/** One part of the stack: how it is started, when it is ready, how it stops. */
public interface Part {

  /** Writes what the part needs before it starts, and returns how to start it. */
  Launch prepare();

  /** Asks the running part whether it serves; must answer within a few seconds. */
  boolean answers();

  /** Completes the part once it serves, for instance by making its database; repeatable. */
  default void afterStart() {}

  /** Returns the time after which a start has failed. */
  default Duration startLimit() {
    return Duration.ofSeconds(90);
  }

  /** Returns the signal that asks for a clean stop, without SIG. */
  default String stopSignal() {
    return "TERM";
  }

  /** Returns the time after which the part is killed. */
  default Duration stopLimit() {
    return Duration.ofSeconds(30);
  }
}
