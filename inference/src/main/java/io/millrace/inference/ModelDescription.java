package io.millrace.inference;

/**
 * What identifies a model's answers: two vectors may be compared only if their descriptions are
 * equal.
 *
 * @param name as published, such as {@code sentence-transformers/all-MiniLM-L6-v2}
 * @param revision of the weights; changes whenever they do
 * @param dimensions of each vector, at least 1; 0 for a model that makes none
 * @param maximumTokens that the model reads of a text, its special tokens included, at least 1
 * @param preprocessing short version of all that happens between text and vector, such as {@code
 *     nfc-trim/truncate-256/mean/l2}
 */
public record ModelDescription(
    String name, String revision, int dimensions, int maximumTokens, String preprocessing) {
  private static final int FINGERPRINT_DIGITS = 16;
  private static final String SEPARATOR = "\u001f";

  /** Refuses sizes that no model has. */
  public ModelDescription {
    if (name.isBlank() || dimensions < 0 || maximumTokens < 1) {
      throw new IllegalArgumentException(
          "A model needs a name, a token limit of at least 1 and no negative dimensions, but got \"%s\", %d, %d"
              .formatted(name, dimensions, maximumTokens));
    }
  }

  /**
   * Sixteen hex digits over name, revision, dimensions, token limit and preprocessing: a part of
   * every task version.
   */
  public String fingerprint() {
    String identity =
        String.join(
            SEPARATOR,
            name,
            revision,
            Integer.toString(dimensions),
            Integer.toString(maximumTokens),
            preprocessing);
    return Digests.sha256Hex(identity).substring(0, FINGERPRINT_DIGITS);
  }
}
