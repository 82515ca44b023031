package io.millrace.inference.remote;

import io.millrace.inference.EmbeddingModel;
import io.millrace.inference.EmbeddingModelProvider;
import io.millrace.inference.ModelDescription;
import io.millrace.inference.ProviderSettings;

/** Embeddings by whoever speaks {@code /v1/embeddings}. */
public final class OpenAiEmbeddingProvider implements EmbeddingModelProvider {
  /** For {@link java.util.ServiceLoader}. */
  public OpenAiEmbeddingProvider() {}

  @Override
  public String name() {
    return "openai";
  }

  @Override
  public boolean supports(String modelName) {
    return true;
  }

  @Override
  public ModelDescription describe(String modelName, ProviderSettings settings) {
    try (EmbeddingModel model = open(modelName, settings)) {
      return model.description();
    }
  }

  @Override
  public EmbeddingModel open(String modelName, ProviderSettings settings) {
    Opening opening = new Opening(name(), "millrace.embedding", modelName, settings, null);
    return new EmbeddingOpening(opening, EmbeddingProtocol.OPENAI).open();
  }
}
