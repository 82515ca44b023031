package io.millrace.inference;

/** A model cannot be had at all; the message says why and what to do. Not for single texts. */
public final class InferenceException extends RuntimeException {
  /** A fault whose cause tells nothing more. */
  public InferenceException(String message) {
    super(message);
  }

  /** A fault with its cause. */
  public InferenceException(String message, Throwable cause) {
    super(message, cause);
  }
}
