package io.millrace.matching;

import java.util.Locale;

/** How a factor came to its score. */
public enum Method {
  /** By the cosine of two vectors of one model. */
  SEMANTIC,
  /** By what both sides have in common: words or platforms. */
  OVERLAP,
  /** By the distance of two steps on a scale. */
  ORDINAL,
  /** By the one formula that the factor has; not written into an explanation. */
  MEASURED,
  /** Not at all, since data is missing: the middle of the scale. */
  NEUTRAL,
  /** Not at all, since data is missing: the lowest score of momentum. */
  FLOOR;

  // Written for each match: not made anew each time.
  private final String lowerCase = name().toLowerCase(Locale.ROOT);

  /** The name in an explanation. */
  public String explanationName() {
    return lowerCase;
  }
}
