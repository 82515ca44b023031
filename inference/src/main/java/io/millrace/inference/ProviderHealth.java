package io.millrace.inference;

import java.time.Duration;
import java.time.Instant;

/**
 * Whether a model's provider answers.
 *
 * @param reason why it is not {@link State#OK}, short and fixed, fit for a label; "" if it is
 * @param since when the state began
 * @param retryAfter how long asking is pointless from now on; zero if it can be asked
 */
public record ProviderHealth(State state, String reason, Instant since, Duration retryAfter) {
  /** What can be expected of a provider, best first. */
  public enum State {
    /** It answers. */
    OK(0),
    /** It answers less than is asked: a rate limit, a spent budget, a model that loads. */
    LIMITED(1),
    /** It does not answer, or not with sense; it is tried again after a short time. */
    DOWN(2),
    /** It wants no more: token, credit or model are missing. Somebody has to act. */
    REFUSED(3);

    private final int level;

    State(int level) {
      this.level = level;
    }

    /** A number for metrics, from 0 for the best to 3. */
    public int level() {
      return level;
    }
  }

  /** A model in this process, or one that was never found at fault. */
  public static final ProviderHealth WELL =
      new ProviderHealth(State.OK, "", Instant.EPOCH, Duration.ZERO);

  /** Whether a request would be sent now. */
  public boolean canBeAsked() {
    return retryAfter.isZero();
  }
}
