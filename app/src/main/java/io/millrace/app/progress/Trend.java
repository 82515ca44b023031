package io.millrace.app.progress;

import java.util.Locale;

/** Where a backlog is going. */
public enum Trend {
  GROWING,
  STEADY,
  SHRINKING;

  /** The word in {@code lag --json}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
