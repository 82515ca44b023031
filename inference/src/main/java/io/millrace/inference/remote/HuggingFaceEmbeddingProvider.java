package io.millrace.inference.remote;

import io.millrace.inference.EmbeddingModel;
import io.millrace.inference.EmbeddingModelProvider;
import io.millrace.inference.ModelDescription;
import io.millrace.inference.ProviderSettings;

/** Embeddings by Hugging Face's router. */
public final class HuggingFaceEmbeddingProvider implements EmbeddingModelProvider {
  /** For {@link java.util.ServiceLoader}. */
  public HuggingFaceEmbeddingProvider() {}

  @Override
  public String name() {
    return "hugging-face";
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
    Opening opening =
        new Opening(name(), "millrace.embedding", modelName, settings, HuggingFaceUrls.ROUTER);
    return new EmbeddingOpening(opening, EmbeddingProtocol.HUGGING_FACE).open();
  }
}
