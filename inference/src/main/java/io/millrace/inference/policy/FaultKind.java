package io.millrace.inference.policy;

import static io.millrace.inference.policy.FaultKind.Effect.ABOUT_THE_TEXT;
import static io.millrace.inference.policy.FaultKind.Effect.COUNT;
import static io.millrace.inference.policy.FaultKind.Effect.PAUSE;
import static io.millrace.inference.policy.FaultKind.Effect.REFUSE;
import static io.millrace.inference.policy.FaultKind.Effect.SLOW_DOWN;

import java.time.Duration;

/**
 * The table of what can go wrong with a request, what it does to the provider's gate, and how long
 * its inputs wait when the provider does not say.
 *
 * <p>No input is given up because its provider is at fault: it waits as long as that takes. Only
 * what is {@link Effect#ABOUT_THE_TEXT} can end in a rejection.
 */
public enum FaultKind {
  /** Too many requests. */
  LIMITED("limited", SLOW_DOWN, Duration.ofSeconds(1)),
  /** The provider loads the model. */
  LOADING("loading", PAUSE, Duration.ofSeconds(10)),
  /** No connection, a cut connection, or an error of the server. */
  UNAVAILABLE("unavailable", COUNT, Duration.ofSeconds(5)),
  /** No answer within the time that settings allow. */
  TIMEOUT("timeout", COUNT, Duration.ofSeconds(5)),
  /** An answer that makes no sense: no JSON, too long, another count, another size. */
  MALFORMED("malformed", COUNT, Duration.ofSeconds(30)),
  /** The token is missing, wrong, or has no right to the model. */
  NO_ACCESS("no_access", REFUSE, Duration.ofSeconds(60)),
  /** The account's credit or quota is used up. */
  NO_CREDIT("no_credit", REFUSE, Duration.ofSeconds(60)),
  /** The provider has no such model, or no longer. */
  NOT_FOUND("not_found", REFUSE, Duration.ofSeconds(60)),
  /** The provider sends elsewhere; a token must not travel there. */
  REDIRECTED("redirected", REFUSE, Duration.ofSeconds(60)),
  /** Other weights answer under the model's name. */
  MODEL_CHANGED("model_changed", REFUSE, Duration.ofSeconds(60)),
  /** Too many texts in a request, or too long ones: fewer are sent, or shorter ones. */
  TOO_LARGE("too_large", ABOUT_THE_TEXT, Duration.ofSeconds(5)),
  /** The model failed on some text of the request: it is searched for. */
  BACKEND_FAILED("backend_failed", ABOUT_THE_TEXT, Duration.ofSeconds(5)),
  /** The provider does not want some text of the request: it is searched for. */
  BAD_REQUEST("bad_request", ABOUT_THE_TEXT, Duration.ofSeconds(5));

  /** What a fault does to the gate. */
  public enum Effect {
    /** The rate and the batch shrink, and recover; nothing goes out until the provider allows. */
    SLOW_DOWN,
    /** Nothing goes out until the provider allows. */
    PAUSE,
    /** Several in a row close the gate; then one input at a time tries it. */
    COUNT,
    /** Closes the gate at once and for longer: time alone does not mend it. */
    REFUSE,
    /** The provider is well. */
    ABOUT_THE_TEXT
  }

  private final String label;
  private final Effect effect;
  private final Duration wait;

  FaultKind(String label, Effect effect, Duration wait) {
    this.label = label;
    this.effect = effect;
    this.wait = wait;
  }

  /** Fixed name for outcomes, health and metrics. */
  public String label() {
    return label;
  }

  /** What it does to the gate. */
  public Effect effect() {
    return effect;
  }

  /** How long to wait when the provider does not say. */
  public Duration standardWait() {
    return wait;
  }
}
