package io.millrace.inference;

/**
 * A text, or as much of it as a model reads.
 *
 * @param text the whole text or its beginning
 * @param tokens of it, special tokens included; 0 where nobody has counted them
 * @param truncated whether something was cut off
 */
public record ReadText(String text, int tokens, boolean truncated) {
  /** Without the text, which is private. */
  @Override
  public String toString() {
    return "ReadText[tokens=%d, truncated=%s]".formatted(tokens, truncated);
  }
}
