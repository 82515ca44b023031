package io.millrace.inference.remote;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.Locale;

/**
 * What a provider says about itself.
 *
 * @param model that it serves; "" if it does not say
 * @param revision of the weights; "" if it does not say
 * @param maximumTokens that it reads; 0 if it does not say
 * @param maximumBatch inputs in a request; 0 if it does not say
 * @param maximumConcurrentInputs in all requests together; 0 if it does not say
 * @param kind of model, such as {@value #RERANKER}; "" if it does not say
 */
record ServerFacts(
    String model,
    String revision,
    int maximumTokens,
    int maximumBatch,
    int maximumConcurrentInputs,
    String kind) {
  /** A model that tells how well texts answer a query. */
  static final String RERANKER = "reranker";

  /** Of a provider that tells nothing. */
  static final ServerFacts NONE = new ServerFacts("", "", 0, 0, 0, "");

  /** Reads TEI's {@code /info}. */
  static ServerFacts of(JsonNode info) {
    return new ServerFacts(
        info.path("model_id").asText(""),
        info.path("model_sha").asText(""),
        info.path("max_input_length").asInt(0),
        info.path("max_client_batch_size").asInt(0),
        info.path("max_concurrent_requests").asInt(0),
        kind(info.path("model_type")));
  }

  /** TEI writes an object whose only member is named like the kind. */
  private static String kind(JsonNode type) {
    Iterator<String> names = type.fieldNames();
    return names.hasNext() ? names.next().toLowerCase(Locale.ROOT) : "";
  }

  boolean isReranker() {
    return kind.equals(RERANKER);
  }

  /** A value that the provider may have told, else another. */
  static int told(int value, int otherwise) {
    return value > 0 ? value : otherwise;
  }
}
