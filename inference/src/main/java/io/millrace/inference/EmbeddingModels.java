package io.millrace.inference;

import java.util.ServiceLoader;

/**
 * Finds the provider of an embedding model among those on the class path.
 *
 * <p>Settings: {@value #PROVIDER} (default {@code onnx}: nothing leaves the machine) and {@value
 * #FALLBACK} (default: none), and those of the providers.
 */
public final class EmbeddingModels {
  /** Setting: the name of the provider. */
  public static final String PROVIDER = "millrace.embedding.provider";

  /** Setting: the name of a provider that gives the same model while the first is down. */
  public static final String FALLBACK = "millrace.embedding.fallback.provider";

  private static final String TASK = "millrace.embedding";

  private EmbeddingModels() {}

  /**
   * The first provider of the name in the settings that supports the model, in {@link
   * ServiceLoader}'s order.
   *
   * @throws InferenceException if there is none
   */
  public static EmbeddingModelProvider providerOf(String modelName, ProviderSettings settings) {
    String name = settings.text(PROVIDER).orElse(EmbeddingModelProvider.IN_PROCESS);
    return Providers.choose(
        EmbeddingModelProvider.class,
        "embedding_model in the plan or " + PROVIDER,
        name,
        modelName,
        provider -> provider.name().equals(name) && provider.supports(modelName));
  }

  /** Describes a model without loading it; see {@link EmbeddingModelProvider#describe}. */
  public static ModelDescription describe(String modelName, ProviderSettings settings) {
    return providerOf(modelName, settings).describe(modelName, settings);
  }

  /**
   * The same as {@link #open}, but where a model is known before it is loaded, and has no fallback
   * to be compared with, the loading goes on by itself: see {@link OpeningEmbeddingModel}.
   */
  public static EmbeddingModel beginOpening(String modelName, ProviderSettings settings) {
    EmbeddingModelProvider provider = providerOf(modelName, settings);
    return provider
        .known(modelName)
        .filter(description -> settings.text(FALLBACK).isEmpty())
        .<EmbeddingModel>map(
            description ->
                new OpeningEmbeddingModel(description, () -> provider.open(modelName, settings)))
        .orElseGet(() -> open(modelName, settings));
  }

  /**
   * Loads a model, with its fallback if settings name one; see {@link EmbeddingModelProvider#open}.
   */
  public static EmbeddingModel open(String modelName, ProviderSettings settings) {
    EmbeddingModel primary = providerOf(modelName, settings).open(modelName, settings);
    if (settings.text(FALLBACK).isEmpty()) {
      return primary;
    }
    try {
      ProviderSettings second = Providers.fallback(settings, TASK);
      return FallbackEmbeddingModel.of(
          primary, providerOf(modelName, second).open(modelName, second));
    } catch (InferenceException e) {
      primary.close();
      throw Providers.ofFallback(e, TASK);
    }
  }
}
