package io.millrace.inference.policy;

import java.time.Duration;
import java.util.Optional;

/**
 * One request that went wrong. Holds nothing of the provider's answer, which may quote the text.
 *
 * @param retryAfter what the provider said, if it did
 */
public record Fault(FaultKind kind, Optional<Duration> retryAfter) {
  /** Nobody waits longer without looking again. */
  private static final Duration LONGEST = Duration.ofHours(1);

  /** A fault without a word on when to come again. */
  public static Fault of(FaultKind kind) {
    return new Fault(kind, Optional.empty());
  }

  /** How long its inputs wait: as the provider says, at most an hour, else by the table. */
  public Duration waitTime() {
    Duration wait = retryAfter.orElse(kind.standardWait());
    return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
  }
}
