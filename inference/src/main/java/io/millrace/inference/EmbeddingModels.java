package io.millrace.inference;

import java.util.ServiceLoader;

/** Finds the provider of a model among those on the class path. */
public final class EmbeddingModels {
  private EmbeddingModels() {}

  /**
   * The first provider that supports the model, in {@link ServiceLoader}'s order.
   *
   * @throws InferenceException if there is none
   */
  public static EmbeddingModelProvider providerOf(String modelName) {
    for (EmbeddingModelProvider provider : ServiceLoader.load(EmbeddingModelProvider.class)) {
      if (provider.supports(modelName)) {
        return provider;
      }
    }
    throw new InferenceException(
        ("No provider on the class path embeds with \"%s\"; correct embedding_model in the plan or"
                + " add its provider.")
            .formatted(modelName));
  }

  /** Describes a model without loading it; see {@link EmbeddingModelProvider#describe}. */
  public static ModelDescription describe(String modelName, ProviderSettings settings) {
    return providerOf(modelName).describe(modelName, settings);
  }

  /** Loads a model; see {@link EmbeddingModelProvider#open}. */
  public static EmbeddingModel open(String modelName, ProviderSettings settings) {
    return providerOf(modelName).open(modelName, settings);
  }
}
