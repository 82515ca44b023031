package io.millrace.matching;

import java.util.Locale;

/** The four dimensions of ISMC (seed 001 §1.3). */
public enum Dimension {
  INTENT,
  SYNERGY,
  MOMENTUM,
  CONTEXT;

  /** The name in a plan and in an explanation. */
  public String planName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
