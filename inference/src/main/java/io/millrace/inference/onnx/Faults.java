package io.millrace.inference.onnx;

import io.millrace.inference.ModelOutcome.Rejected;
import io.millrace.inference.ModelOutcome.RetryLater;
import java.time.Duration;

/** Outcomes without an answer. */
final class Faults {
  static final String NOT_FINITE = "not_finite";
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private Faults() {}

  static <T> Rejected<T> noTokens() {
    return new Rejected<>("no_tokens", "The model sees no token in the text.");
  }

  static <T> Rejected<T> notFinite() {
    return new Rejected<>(NOT_FINITE, "The model gave no finite number.");
  }

  /** ONNX Runtime failed, which is logged; memory may be short. */
  static <T> RetryLater<T> failed() {
    return new RetryLater<>("model_failed", RETRY_AFTER);
  }
}
