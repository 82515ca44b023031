package io.millrace.inference;

/**
 * Finds the provider of a classification model among those on the class path. The plan names the
 * model; settings name who runs it: {@value #PROVIDER}, by default {@code onnx}, so that nothing
 * leaves the machine.
 */
public final class ClassificationModels {
  /** Setting: the name of the provider. */
  public static final String PROVIDER = "millrace.classification.provider";

  private ClassificationModels() {}

  /**
   * Describes a model without loading it; see {@link ClassificationModelProvider#describe}.
   *
   * @throws InferenceException if nobody runs it
   */
  public static ModelDescription describe(String modelName, ProviderSettings settings) {
    return providerOf(modelName, settings).describe(modelName, settings);
  }

  /**
   * Loads a model; see {@link ClassificationModelProvider#open}.
   *
   * @throws InferenceException if nobody runs it, with a sentence that says what to do
   */
  public static ClassificationModel open(String modelName, ProviderSettings settings) {
    return providerOf(modelName, settings).open(modelName, settings);
  }

  private static ClassificationModelProvider providerOf(
      String modelName, ProviderSettings settings) {
    String name = settings.text(PROVIDER).orElse(EmbeddingModelProvider.IN_PROCESS);
    return Providers.choose(
        ClassificationModelProvider.class,
        "the model in the plan or " + PROVIDER,
        name,
        modelName,
        provider -> provider.name().equals(name) && provider.supports(modelName));
  }
}
