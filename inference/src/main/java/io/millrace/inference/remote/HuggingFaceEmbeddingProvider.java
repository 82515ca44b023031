package io.millrace.inference.remote;

/** Embeddings by Hugging Face's router. */
public final class HuggingFaceEmbeddingProvider extends RemoteEmbeddingProvider {
  /** For {@link java.util.ServiceLoader}. */
  public HuggingFaceEmbeddingProvider() {
    super("hugging-face", EmbeddingProtocol.HUGGING_FACE, HuggingFaceUrls.ROUTER);
  }
}
