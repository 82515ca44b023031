package io.millrace.inference.remote;

import io.millrace.inference.EmbeddingModel;
import io.millrace.inference.EmbeddingModelProvider;
import io.millrace.inference.ProviderSettings;
import org.jspecify.annotations.Nullable;

/** Embeddings over HTTP; only the provider knows which models it serves. */
abstract class RemoteEmbeddingProvider implements EmbeddingModelProvider {
  private final String name;
  private final EmbeddingProtocol protocol;
  private final @Nullable String standardUrl;

  /**
   * @param standardUrl where the provider is unless settings say so; null if they must
   */
  RemoteEmbeddingProvider(String name, EmbeddingProtocol protocol, @Nullable String standardUrl) {
    this.name = name;
    this.protocol = protocol;
    this.standardUrl = standardUrl;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final boolean supports(String modelName) {
    return true;
  }

  @Override
  public final EmbeddingModel open(String modelName, ProviderSettings settings) {
    Opening opening = new Opening(name, "millrace.embedding", modelName, settings, standardUrl);
    return new EmbeddingOpening(opening, protocol).open();
  }
}
