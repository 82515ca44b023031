package io.millrace.inference.remote;

import io.millrace.inference.Embedding;
import io.millrace.inference.remote.FirstContact.NoAnswerException;
import okhttp3.HttpUrl;

/** The forms in which providers embed. */
enum EmbeddingProtocol {
  HUGGING_FACE(512) {
    @Override
    Exchange<Embedding> exchange(Opening opening, int dimensions) {
      return new HuggingFaceEmbeddings(
          HuggingFaceUrls.embeddings(opening.settings().url(), opening.servedModel()), dimensions);
    }
  },
  TEI(512) {
    @Override
    Exchange<Embedding> exchange(Opening opening, int dimensions) {
      return new TeiEmbeddings(under(opening.settings().url(), "embed"), dimensions);
    }

    @Override
    ServerFacts facts(FirstContact contact, Opening opening) throws NoAnswerException {
      return contact.info(under(opening.settings().url(), "info"));
    }
  },
  OPENAI(8_191) {
    @Override
    Exchange<Embedding> exchange(Opening opening, int dimensions) {
      HttpUrl url = opening.settings().url();
      boolean hasVersion = url.pathSegments().contains("v1");
      return new OpenAiEmbeddings(
          under(url, hasVersion ? "embeddings" : "v1/embeddings"),
          opening.servedModel(),
          dimensions,
          opening.settings().dimensions());
    }
  };

  private final int usualTokens;

  /**
   * @param usualTokens that models of such providers read, where nobody tells
   */
  EmbeddingProtocol(int usualTokens) {
    this.usualTokens = usualTokens;
  }

  int usualTokens() {
    return usualTokens;
  }

  abstract Exchange<Embedding> exchange(Opening opening, int dimensions);

  /** What the provider says about itself. */
  @SuppressWarnings("unused") // TEI alone can be asked
  ServerFacts facts(FirstContact contact, Opening opening) throws NoAnswerException {
    return ServerFacts.NONE;
  }

  /** A path under the provider's root, whether that ends in a slash or not. */
  static HttpUrl under(HttpUrl root, String path) {
    HttpUrl.Builder builder = root.newBuilder();
    if (root.pathSegments().get(root.pathSize() - 1).isEmpty()) {
      builder.removePathSegment(root.pathSize() - 1);
    }
    return builder.addPathSegments(path).build();
  }
}
