package io.millrace.inference.onnx;

import io.millrace.inference.EmbeddingModel;
import io.millrace.inference.EmbeddingModelProvider;
import io.millrace.inference.InferenceException;
import io.millrace.inference.ModelDescription;
import io.millrace.inference.ProviderSettings;
import java.util.Optional;

/**
 * Models that run in this process, on the CPU, without a network: {@code
 * sentence-transformers/all-MiniLM-L6-v2} and its siblings of langchain4j, and any model exported
 * to ONNX, named {@code file:} and its folder.
 *
 * <p>Settings: {@value #THREADS} (default: the number of processors), {@code
 * millrace.models.folder} (where siblings' jars and relative folders lie; also read as a system
 * property and as the variable {@code MILLRACE_MODELS_FOLDER}; without it the working directory)
 * and {@code millrace.native.folder} (where native libraries are extracted, also read as a system
 * property; without it {@code ~/.djl.ai} and the temporary folder). Needs glibc.
 */
public final class OnnxEmbeddingModelProvider implements EmbeddingModelProvider {
  /** Setting: texts of a batch are read on this many threads side by side. */
  public static final String THREADS = "millrace.inference.onnx.threads";

  /** For {@link java.util.ServiceLoader}. */
  public OnnxEmbeddingModelProvider() {}

  @Override
  public boolean supports(String modelName) {
    return ExportedFiles.isNamedBy(modelName) || OnnxModelFiles.of(modelName).isPresent();
  }

  /** A model of a folder is loaded once to be described: only its graph tells its dimensions. */
  @Override
  public ModelDescription describe(String modelName, ProviderSettings settings) {
    return ExportedFiles.isNamedBy(modelName)
        ? EmbeddingModelProvider.super.describe(modelName, settings)
        : filesOf(modelName).description();
  }

  @Override
  public Optional<ModelDescription> known(String modelName) {
    return OnnxModelFiles.of(modelName).map(OnnxModelFiles::description);
  }

  @Override
  public EmbeddingModel open(String modelName, ProviderSettings settings) {
    return ExportedFiles.isNamedBy(modelName)
        ? new ExportedModels(modelName, settings).embedding()
        : open(filesOf(modelName), settings);
  }

  private static EmbeddingModel open(OnnxModelFiles files, ProviderSettings settings) {
    ModelDescription description = files.description();
    ModelsFolder folder = ModelsFolder.of(settings);
    try (EncoderParts parts = new EncoderParts(description.name(), settings)) {
      parts.load(files.weights(folder), OutputKind.EMBEDDING);
      parts.tokenize(() -> files.tokenizer(folder));
      BatchCheck check = parts.check(files.pooling().reader());
      return new OnnxEmbeddingModel(
          description, parts.encoder(description.name(), check), files.pooling());
    }
  }

  private static OnnxModelFiles filesOf(String modelName) {
    return OnnxModelFiles.of(modelName)
        .orElseThrow(
            () -> new InferenceException("No model \"" + modelName + "\" runs in this process."));
  }
}
