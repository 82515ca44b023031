package io.millrace.inference.remote;

import okhttp3.HttpUrl;

/** Where the router has its models; always on Hugging Face's own machines, never on a partner's. */
final class HuggingFaceUrls {
  /** Unless settings name another. */
  static final String ROUTER = "https://router.huggingface.co";

  private HuggingFaceUrls() {}

  static HttpUrl model(HttpUrl router, String model) {
    return router
        .newBuilder()
        .addPathSegments("hf-inference/models")
        .addPathSegments(model)
        .build();
  }

  /** Without the ending, a model of sentence similarity takes another form of request. */
  static HttpUrl embeddings(HttpUrl router, String model) {
    return model(router, model).newBuilder().addPathSegments("pipeline/feature-extraction").build();
  }
}
