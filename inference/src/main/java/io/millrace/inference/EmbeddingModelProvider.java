package io.millrace.inference;

import java.util.Optional;

/**
 * A way to run embedding models, found with {@link java.util.ServiceLoader}.
 *
 * <p>Providers of other kinds of model (classify, extract) have interfaces of their own of the same
 * form: {@code supports}, {@code describe}, {@code open}.
 */
public interface EmbeddingModelProvider {
  /** As settings name it; all that run models in this process share the name {@code onnx}. */
  default String name() {
    return IN_PROCESS;
  }

  /** The name of providers that run models in this process. */
  String IN_PROCESS = "onnx";

  /** Whether this provider knows the model, by its published name. Quick; loads nothing. */
  boolean supports(String modelName);

  /**
   * What the opened model will say about itself. By default it is opened and closed again.
   *
   * @throws InferenceException if the model is not supported or its description cannot be had
   */
  default ModelDescription describe(String modelName, ProviderSettings settings) {
    try (EmbeddingModel model = open(modelName, settings)) {
      return model.description();
    }
  }

  /** The same where it is known without loading or asking anything; empty where it is not. */
  default Optional<ModelDescription> known(String modelName) {
    return Optional.empty();
  }

  /**
   * Loads the model; may take seconds. Open a model once per process and share it: each opening
   * holds its own weights.
   *
   * @throws InferenceException if the model cannot be loaded, with a sentence that says what to do
   */
  EmbeddingModel open(String modelName, ProviderSettings settings);
}
