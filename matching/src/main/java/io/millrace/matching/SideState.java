package io.millrace.matching;

import java.util.Locale;

/** Whether one profile of a match can be scored. */
public enum SideState {
  /** It can. */
  READY,
  /** It exists, its results do not yet. */
  NOT_ENRICHED,
  /** No such profile. */
  ABSENT,
  /** The match names no profile on this side. */
  UNNAMED;

  /** The name in an explanation. */
  public String explanationName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
