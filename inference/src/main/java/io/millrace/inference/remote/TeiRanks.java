package io.millrace.inference.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.inference.Entailment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * {@code /rerank} of Text Embeddings Inference: one text as the query, the hypotheses about it as
 * the texts. All inputs of a request have the same text.
 *
 * <p>A reranker has one logit for each pair. Taken as an entailment against a contradiction of 0,
 * its confidence by itself is the sigmoid of the logit, which is TEI's own score of it.
 */
record TeiRanks(HttpUrl url) implements Exchange<Entailment> {
  @Override
  public JsonNode body(List<RemoteInput> inputs) {
    ObjectNode body = Json.MAPPER.createObjectNode();
    body.put("query", inputs.get(0).text());
    ArrayNode texts = body.putArray("texts");
    inputs.forEach(input -> texts.add(input.hypothesis()));
    body.put("raw_scores", true);
    body.put("return_text", false);
    body.put("truncate", true);
    body.put("truncation_direction", "Right");
    return body;
  }

  /** Ranks come best first; their index tells which text each is of. */
  @Override
  public Answers<Entailment> read(JsonNode answer, List<RemoteInput> inputs)
      throws MalformedAnswerException {
    if (!answer.isArray() || answer.size() != inputs.size()) {
      throw new MalformedAnswerException("not one rank for each text");
    }
    List<@Nullable JsonNode> scores = new ArrayList<>(Collections.nCopies(inputs.size(), null));
    for (JsonNode rank : answer) {
      int index = rank.path("index").isInt() ? rank.path("index").intValue() : -1;
      if (index < 0 || index >= inputs.size() || scores.get(index) != null) {
        throw new MalformedAnswerException("ranks whose indices are not those of the texts");
      }
      scores.set(index, rank.path("score"));
    }
    return new Answers<>(scores.stream().map(TeiRanks::entailment).toList(), 0);
  }

  private static Optional<Entailment> entailment(@Nullable JsonNode score) {
    return Optional.ofNullable(score)
        .filter(JsonNode::isNumber)
        .map(JsonNode::doubleValue)
        .filter(Double::isFinite)
        .map(logit -> new Entailment(logit, 0));
  }
}
