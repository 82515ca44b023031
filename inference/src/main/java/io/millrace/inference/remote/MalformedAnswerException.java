package io.millrace.inference.remote;

/**
 * An answer that makes no sense. Its message says what is wrong with its form, never what it says.
 */
final class MalformedAnswerException extends Exception {
  private static final long serialVersionUID = 1L;

  MalformedAnswerException(String message) {
    super(message);
  }
}
