package io.millrace.inference.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.inference.Embedding;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;

/**
 * {@code /v1/embeddings}, as OpenAI and many others speak it.
 *
 * @param requestedDimensions sent along; 0 for the model's own
 */
record OpenAiEmbeddings(HttpUrl url, String model, int dimensions, int requestedDimensions)
    implements Exchange<Embedding> {
  @Override
  public JsonNode body(List<RemoteInput> inputs) {
    ObjectNode body = Json.MAPPER.createObjectNode();
    body.put("model", model);
    body.put("encoding_format", "float");
    if (requestedDimensions > 0) {
      body.put("dimensions", requestedDimensions);
    }
    ArrayNode texts = body.putArray("input");
    inputs.forEach(input -> texts.add(input.text()));
    return body;
  }

  /** The order of the answers is that of their indices, not of the array. */
  @Override
  public Answers<Embedding> read(JsonNode answer, List<RemoteInput> inputs)
      throws MalformedAnswerException {
    JsonNode data = answer.path("data");
    if (!data.isArray() || data.size() != inputs.size()) {
      throw new MalformedAnswerException("not one vector for each text");
    }
    List<Optional<Embedding>> ordered =
        new ArrayList<>(Collections.nCopies(inputs.size(), Optional.empty()));
    boolean[] seen = new boolean[inputs.size()];
    for (JsonNode item : data) {
      int index = item.path("index").asInt(-1);
      if (index < 0 || index >= seen.length || seen[index]) {
        throw new MalformedAnswerException("an index that is missing, too large or twice there");
      }
      seen[index] = true;
      ordered.set(index, VectorReader.read(item.path("embedding"), dimensions));
    }
    return new Answers<>(ordered, answer.path("usage").path("total_tokens").asLong(0));
  }
}
