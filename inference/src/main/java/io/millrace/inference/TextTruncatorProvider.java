package io.millrace.inference;

import java.util.Optional;

/** Who knows the tokenizers of models, found with {@link java.util.ServiceLoader}. */
public interface TextTruncatorProvider {
  /** The truncator of a model, if its tokenizer is at hand; the caller closes it. */
  Optional<TextTruncator> truncatorOf(String modelName, ProviderSettings settings);
}
