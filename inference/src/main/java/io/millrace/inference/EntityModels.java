package io.millrace.inference;

/**
 * Finds the provider of a model that finds entities among those on the class path. The plan names
 * the model; settings name who runs it: {@value #PROVIDER}, by default {@code onnx}, so that
 * nothing leaves the machine.
 */
public final class EntityModels {
  /** Setting: the name of the provider. */
  public static final String PROVIDER = "millrace.extraction.provider";

  private EntityModels() {}

  /**
   * Describes a model without loading it; see {@link EntityModelProvider#describe}.
   *
   * @throws InferenceException if nobody runs it
   */
  public static ModelDescription describe(String modelName, ProviderSettings settings) {
    return providerOf(modelName, settings).describe(modelName, settings);
  }

  /**
   * Loads a model; see {@link EntityModelProvider#open}.
   *
   * @throws InferenceException if nobody runs it, with a sentence that says what to do
   */
  public static EntityModel open(String modelName, ProviderSettings settings) {
    return providerOf(modelName, settings).open(modelName, settings);
  }

  private static EntityModelProvider providerOf(String modelName, ProviderSettings settings) {
    String name = settings.text(PROVIDER).orElse(EmbeddingModelProvider.IN_PROCESS);
    return Providers.choose(
        EntityModelProvider.class,
        "the model in the plan or " + PROVIDER,
        name,
        modelName,
        provider -> provider.name().equals(name) && provider.supports(modelName));
  }
}
