package io.millrace.inference.remote;

import io.millrace.inference.EmbeddingModel;
import io.millrace.inference.EmbeddingModelProvider;
import io.millrace.inference.ModelDescription;
import io.millrace.inference.ProviderSettings;

/** Embeddings by a server of Text Embeddings Inference. */
public final class TeiEmbeddingProvider implements EmbeddingModelProvider {
  /** For {@link java.util.ServiceLoader}. */
  public TeiEmbeddingProvider() {}

  @Override
  public String name() {
    return "tei";
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
    return new EmbeddingOpening(opening, EmbeddingProtocol.TEI).open();
  }
}
