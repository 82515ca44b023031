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

  /**
   * Returns the time after which a start has failed. One whose process ends has failed at once, so
   * this is for the slowest machine on which a start is still worth waiting for: Connect, which is
   * ready in some fifteen seconds elsewhere, has been seen to take more than two minutes.
   */
  default Duration startLimit() {
    return Duration.ofMinutes(5);
  }
}
