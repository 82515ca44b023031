package io.millrace.inference;

/** Which of two waiting texts goes first. */
public enum Priority {
  /** Somebody has just edited the row. */
  FRESH,
  /** Retry, snapshot, replay, or old. */
  BACKLOG
}
