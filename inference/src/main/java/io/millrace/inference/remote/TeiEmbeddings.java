package io.millrace.inference.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.inference.Embedding;
import java.util.List;
import okhttp3.HttpUrl;

/**
 * {@code /embed} of Text Embeddings Inference. Truncation is asked for: its default has changed.
 */
record TeiEmbeddings(HttpUrl url, int dimensions) implements Exchange<Embedding> {
  @Override
  public JsonNode body(List<RemoteInput> inputs) {
    ObjectNode body = Bodies.inputs(inputs);
    body.put("normalize", true);
    body.put("truncate", true);
    body.put("truncation_direction", "Right");
    return body;
  }

  @Override
  public Answers<Embedding> read(JsonNode answer, List<RemoteInput> inputs)
      throws MalformedAnswerException {
    return new Answers<>(VectorReader.readAll(answer, inputs.size(), dimensions), 0);
  }
}
