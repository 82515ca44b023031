package io.millrace.topology.rows;

/** An event that lacks a part that every event has; it goes to the failure topic. */
final class UnreadableEventException extends RuntimeException {
  private static final long serialVersionUID = 1;

  UnreadableEventException(String message) {
    super(message);
  }
}
