package io.millrace.inference;

import java.util.Optional;
import java.util.ServiceLoader;

/**
 * Cuts texts where a model stops to read, so that every provider gives it the same beginning.
 *
 * <p>Threadsafe; holds native memory until it is closed.
 */
public interface TextTruncation extends AutoCloseable {
  /**
   * A text as far as the model reads it.
   *
   * @param text the beginning of the text that was given, or all of it
   * @param tokens of this beginning, the model's special tokens included
   * @param truncated whether the text went on
   */
  record TruncatedText(String text, int tokens, boolean truncated) {
    /** Without the text, which is private. */
    @Override
    public String toString() {
      return "TruncatedText[tokens=%d, truncated=%s]".formatted(tokens, truncated);
    }
  }

  /**
   * Cuts a text after the last token that the model reads.
   *
   * @param text as {@link TextNormalizer} leaves it
   * @return a beginning that has no more tokens than the model reads when it is tokenized again
   */
  TruncatedText truncate(String text);

  /** Tokens that the model reads of a text, its special tokens included. */
  int maximumTokens();

  @Override
  void close();

  /**
   * The truncation of a model, wherever it runs.
   *
   * @param modelName as published
   * @return empty if no tokenizer of this model is at hand
   * @throws InferenceException if there is one that cannot be read
   */
  static Optional<TextTruncation> of(String modelName, ProviderSettings settings) {
    return ServiceLoader.load(TextTruncationProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .flatMap(provider -> provider.open(modelName, settings).stream())
        .findFirst();
  }
}
