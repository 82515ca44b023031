package io.millrace.app.pairs;

/**
 * Two texts of which a reader said whether they belong together.
 *
 * @param kind what they are compared as
 * @param a text of the source, not blank
 * @param b text of the target, not blank
 * @param related whether they belong together
 */
public record LabelledPair(Kind kind, String a, String b, boolean related) {
  /** What is compared. */
  public enum Kind {
    /** Two audiences: do they name the same market? The kind where a file names none. */
    AUDIENCE,
    /** What one seeks and what another offers: is it that? */
    SEEKING_OFFERING
  }

  /** Shows no text. */
  @Override
  public String toString() {
    return "LabelledPair[" + kind + ", related=" + related + "]";
  }
}
