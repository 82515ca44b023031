package io.millrace.inference;

/**
 * A way to run models that find entities, found with {@link java.util.ServiceLoader}.
 *
 * <p>The sibling of {@link EmbeddingModelProvider}, whose rules hold here too.
 */
public interface EntityModelProvider {
  /** As settings name it; all that run models in this process share the name {@code onnx}. */
  default String name() {
    return EmbeddingModelProvider.IN_PROCESS;
  }

  /** Whether this provider knows the model, by its published name. Quick; loads nothing. */
  boolean supports(String modelName);

  /**
   * What the opened model will say about itself. By default it is opened and closed again.
   *
   * @throws InferenceException if the model is not supported or its description cannot be had
   */
  default ModelDescription describe(String modelName, ProviderSettings settings) {
    try (EntityModel model = open(modelName, settings)) {
      return model.description();
    }
  }

  /**
   * Loads the model; may take seconds. Open a model once per process and share it.
   *
   * @throws InferenceException if the model cannot be loaded, with a sentence that says what to do
   */
  EntityModel open(String modelName, ProviderSettings settings);
}
