package io.millrace.inference;

import java.util.Optional;

/** A source of tokenizers, found with {@link java.util.ServiceLoader}. */
public interface TextTruncationProvider {
  /**
   * Opens the truncation of a model; reads its tokenizer, never its weights.
   *
   * @param modelName as published
   * @return empty if this source has no tokenizer of the model
   * @throws InferenceException if it has one that cannot be read
   */
  Optional<TextTruncation> open(String modelName, ProviderSettings settings);
}
