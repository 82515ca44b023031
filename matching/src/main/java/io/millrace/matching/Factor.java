package io.millrace.matching;

import java.util.Locale;

/** What a dimension is made of. */
public enum Factor {
  /** How close what the source seeks is to what the target offers. */
  OFFERING_SEEKING,
  /** How close the audiences of both are. */
  AUDIENCE_ALIGNMENT,
  /** How near the revenue tiers of both are. */
  REVENUE_COMPAT,
  /** How many content platforms both use. */
  PLATFORM_OVERLAP;

  /** The name in a plan and in an explanation. */
  public String planName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
