package io.millrace.inference;

/**
 * Cuts texts at a model's limit before they leave for a provider, so that every provider of the
 * model reads the same. Threadsafe.
 */
public interface TextTruncator extends AutoCloseable {
  /** The text, or its longest beginning that the model reads. */
  ReadText truncate(String text);

  /** Tokens that the model reads of a text, special tokens included. */
  int maximumTokens();

  @Override
  void close();
}
