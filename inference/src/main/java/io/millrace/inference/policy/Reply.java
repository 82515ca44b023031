package io.millrace.inference.policy;

import java.time.Duration;

/**
 * What became of a request.
 *
 * @param <A> the answer
 */
public sealed interface Reply<A> {
  /**
   * An answer.
   *
   * @param tokens that the provider says it read or billed; 0 if it does not say
   */
  record Answer<A>(A value, long tokens) implements Reply<A> {}

  /** The request went out and failed. */
  record Failed<A>(Fault fault) implements Reply<A> {}

  /**
   * The request did not go out.
   *
   * @param reason short and fixed
   * @param after how long asking is pointless
   */
  record Held<A>(String reason, Duration after) implements Reply<A> {}
}
