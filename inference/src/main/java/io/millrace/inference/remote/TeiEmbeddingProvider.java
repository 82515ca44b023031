package io.millrace.inference.remote;

/** Embeddings by a server of Text Embeddings Inference. */
public final class TeiEmbeddingProvider extends RemoteEmbeddingProvider {
  /** For {@link java.util.ServiceLoader}. */
  public TeiEmbeddingProvider() {
    super("tei", EmbeddingProtocol.TEI, null);
  }
}
