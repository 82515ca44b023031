package io.millrace.matching;

/** How a factor came to its score. */
public enum Method {
  /** By the cosine of two vectors of one model. */
  SEMANTIC('s'),
  /** By what both sides have in common: words or platforms. */
  OVERLAP('o'),
  /** By the distance of two steps on a scale. */
  ORDINAL('d'),
  /** By the one formula that the factor has. */
  MEASURED('m'),
  /** Not at all, since data is missing: the middle of the scale. */
  NEUTRAL('n'),
  /** Not at all, since data is missing: the lowest score of momentum. */
  FLOOR('f');

  private final char letter;

  Method(char letter) {
    this.letter = letter;
  }

  /** The letter in an explanation. */
  public char letter() {
    return letter;
  }
}
