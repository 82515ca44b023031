package io.millrace.inference.onnx;

import io.millrace.inference.ClassificationModel;
import io.millrace.inference.ClassificationModelProvider;
import io.millrace.inference.ProviderSettings;

/**
 * Zero-shot classification in this process by any cross-encoder for natural-language inference that
 * was exported to ONNX, named {@code file:} and its folder.
 *
 * <p>Settings: {@value #HYPOTHESIS}, and those of {@link OnnxEmbeddingModelProvider}.
 */
public final class OnnxClassificationModelProvider implements ClassificationModelProvider {
  /**
   * Setting: the sentence about a label that the model judges, with {@code {}} for the label's name
   * (underscores as spaces) or {@code {description}} for its description; default {@code This text
   * is about {}.} It is a part of the model's description, so that a change computes anew.
   */
  public static final String HYPOTHESIS = "millrace.inference.onnx.hypothesis";

  /** For {@link java.util.ServiceLoader}. */
  public OnnxClassificationModelProvider() {}

  @Override
  public boolean supports(String modelName) {
    return ExportedFiles.isNamedBy(modelName);
  }

  @Override
  public ClassificationModel open(String modelName, ProviderSettings settings) {
    return new ExportedModels(modelName, settings).classification();
  }
}
