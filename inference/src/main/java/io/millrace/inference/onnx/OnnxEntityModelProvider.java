package io.millrace.inference.onnx;

import io.millrace.inference.EntityModel;
import io.millrace.inference.EntityModelProvider;
import io.millrace.inference.ProviderSettings;

/**
 * Names of persons, organisations and places found in this process by any token classifier that was
 * exported to ONNX, named {@code file:} and its folder.
 *
 * <p>Settings: those of {@link OnnxEmbeddingModelProvider}.
 */
public final class OnnxEntityModelProvider implements EntityModelProvider {
  /** For {@link java.util.ServiceLoader}. */
  public OnnxEntityModelProvider() {}

  @Override
  public boolean supports(String modelName) {
    return ExportedFiles.isNamedBy(modelName);
  }

  @Override
  public EntityModel open(String modelName, ProviderSettings settings) {
    return new ExportedModels(modelName, settings).entities();
  }
}
