package io.millrace.stack.process;

import java.time.Duration;

/**
 * How a process is asked to stop.
 *
 * @param signal its name without SIG
 * @param limit the time after which the process is killed
 */
public record StopRule(String signal, Duration limit) {

  /** The usual way. */
  public static final StopRule TERMINATE = new StopRule("TERM", Duration.ofSeconds(45));

  /** PostgreSQL's fast shutdown; at SIGTERM it would wait for every client to leave. */
  public static final StopRule FAST_SHUTDOWN = new StopRule("INT", Duration.ofSeconds(60));

  /** As a crash would. */
  public static final StopRule CRASH = new StopRule("KILL", Duration.ofSeconds(10));
}
