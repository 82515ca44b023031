package io.millrace.matching;

import java.util.Locale;

/** The four dimensions of ISMC (seed 001 §1.3). */
public enum Dimension {
  INTENT,
  SYNERGY,
  MOMENTUM,
  CONTEXT;

  // Written for each match: not made anew each time.
  private final String lowerCase = name().toLowerCase(Locale.ROOT);

  /** The name in a plan and in an explanation. */
  public String planName() {
    return lowerCase;
  }
}
