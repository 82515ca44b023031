package io.millrace.stack.process;

import java.time.Duration;

/** One part of the stack: how it is started, when it is ready, how it stops. */
public interface Part {

  /** Returns how to start the part; changes nothing that a running part uses. */
  Launch launch();

  /** Makes what the part needs; called only when it does not run. */
  void prepare();

  /** Asks the running part whether it serves; answers within some ten seconds. */
  boolean answers();

  /** Completes the part once it serves, for instance by making its database; repeatable. */
  default void afterStart() {}

  /** Returns the time after which a start has failed. */
  default Duration startLimit() {
    return Duration.ofMinutes(2);
  }
}
