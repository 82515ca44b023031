package io.millrace.stack;

import java.util.Locale;

/** Whether a part runs. */
public enum PartState {
  /** Its process runs. */
  RUNNING,
  /** It was never started, or was stopped. */
  STOPPED,
  /** It was started and not stopped, but its process is gone. */
  FAILED;

  /** Returns the name that users see. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
