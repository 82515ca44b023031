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
 * millrace.native.folder} (where DJL's native library is extracted; default {@code ~/.djl.ai}; also
 * read as a system property). Needs glibc.
 */
public final class OnnxEmbeddingModelProvider implements EmbeddingModelProvider {
  /** Setting: threads that share the work of one batch. */
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
    int threads = settings.positiveInteger(THREADS, Runtime.getRuntime().availableProcessors());
    NativeLibraries.prepare(settings);
    byte[] weights = files.weights();
    OnnxSession session =
        new OnnxSession(weights, files.pooling(), description.dimensions(), threads);
    return new OnnxEmbeddingModel(description, tokenizerOf(files, description, session), session);
  }

  private static WordPieceTokenizer tokenizerOf(
      OnnxModelFiles files, ModelDescription description, OnnxSession session) {
    try {
      return new WordPieceTokenizer(files.tokenizer(), description.maximumTokens());
    } catch (RuntimeException | LinkageError e) {
      session.close();
      throw new InferenceException(
          ("DJL's tokenizer cannot be loaded; it needs glibc and a folder that is writable and"
                  + " allows execution (%s).")
              .formatted(NativeLibraries.FOLDER),
          e);
    }
  }

  private static OnnxModelFiles filesOf(String modelName) {
    return OnnxModelFiles.of(modelName)
        .orElseThrow(
            () -> new InferenceException("No model \"" + modelName + "\" runs in this process."));
  }
}
