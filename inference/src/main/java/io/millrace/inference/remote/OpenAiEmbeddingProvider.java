package io.millrace.inference.remote;

/** Embeddings by whoever speaks {@code /v1/embeddings}. */
public final class OpenAiEmbeddingProvider extends RemoteEmbeddingProvider {
  /** For {@link java.util.ServiceLoader}. */
  public OpenAiEmbeddingProvider() {
    super("openai", EmbeddingProtocol.OPENAI, null);
  }
}
