package io.millrace.inference.onnx;

import io.millrace.inference.EmbeddingModel;
import io.millrace.inference.EmbeddingModelProvider;
import io.millrace.inference.InferenceException;
import io.millrace.inference.ModelDescription;
import io.millrace.inference.ProviderSettings;

/**
 * Models that run in this process, on the CPU, without a network: {@code
 * sentence-transformers/all-MiniLM-L6-v2}, and {@code BAAI/bge-small-en-v1.5} if its jar is on the
 * class path.
 *
 * <p>Settings: {@value #THREADS} (default: the number of processors) and {@code
 * millrace.native.folder} (where native libraries are extracted, also read as a system property;
 * without it {@code ~/.djl.ai} and the temporary folder). Needs glibc.
 */
public final class OnnxEmbeddingModelProvider implements EmbeddingModelProvider {
  /** Setting: texts of a batch are embedded on this many threads side by side. */
  public static final String THREADS = "millrace.inference.onnx.threads";

  /** For {@link java.util.ServiceLoader}. */
  public OnnxEmbeddingModelProvider() {}

  @Override
  public boolean supports(String modelName) {
    return OnnxModelFiles.of(modelName).isPresent();
  }

  @Override
  public ModelDescription describe(String modelName, ProviderSettings settings) {
    return filesOf(modelName).description();
  }

  @Override
  public EmbeddingModel open(String modelName, ProviderSettings settings) {
    OnnxModelFiles files = filesOf(modelName);
    ModelDescription description = files.description();
    int lanes = settings.positiveInteger(THREADS, Runtime.getRuntime().availableProcessors());
    NativeLibraries.prepare(settings);
    byte[] weights = files.weights();
    byte[] tokenizer = files.tokenizer();
    try {
      OnnxSession session = new OnnxSession(weights, files.pooling(), description.dimensions());
      return new OnnxEmbeddingModel(
          description,
          tokenizerOf(tokenizer, description.maximumTokens(), session),
          session,
          new Lanes(lanes));
    } catch (LinkageError e) {
      throw withoutLibraries(e);
    }
  }

  private static WordPieceTokenizer tokenizerOf(
      byte[] definition, int maximumTokens, OnnxSession session) {
    try {
      return new WordPieceTokenizer(definition, maximumTokens);
    } catch (RuntimeException | LinkageError e) {
      session.close();
      throw withoutLibraries(e);
    }
  }

  private static InferenceException withoutLibraries(Throwable cause) {
    return new InferenceException(
        ("The native libraries of ONNX Runtime and DJL's tokenizers cannot be loaded; they need glibc"
                + " and a folder that is writable and allows execution (set %s).")
            .formatted(NativeLibraries.FOLDER),
        cause);
  }

  private static OnnxModelFiles filesOf(String modelName) {
    return OnnxModelFiles.of(modelName)
        .orElseThrow(
            () -> new InferenceException("No model \"" + modelName + "\" runs in this process."));
  }
}
