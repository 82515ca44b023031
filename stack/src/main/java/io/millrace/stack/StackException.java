package io.millrace.stack;

/**
 * Says in one sentence, written for the user, what of the local stack failed and what to do.
 *
 * <p>Messages never hold a password.
 */
public final class StackException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Tells what failed. */
  public StackException(String sentence) {
    super(sentence);
  }

  /** Tells what failed and keeps the cause for whoever debugs. */
  public StackException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
