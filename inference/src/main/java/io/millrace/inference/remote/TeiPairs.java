package io.millrace.inference.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.inference.Entailment;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import okhttp3.HttpUrl;

/** {@code /predict} of Text Embeddings Inference, each input a pair of text and hypothesis. */
record TeiPairs(HttpUrl url) implements Exchange<Entailment> {
  @Override
  public JsonNode body(List<RemoteInput> inputs) {
    ObjectNode body = Json.MAPPER.createObjectNode();
    ArrayNode pairs = body.putArray("inputs");
    inputs.forEach(input -> pairs.addArray().add(input.text()).add(input.hypothesis()));
    body.put("raw_scores", true);
    body.put("truncate", true);
    return body;
  }

  @Override
  public Answers<Entailment> read(JsonNode answer, List<RemoteInput> inputs)
      throws MalformedAnswerException {
    if (!answer.isArray() || answer.size() != inputs.size()) {
      throw new MalformedAnswerException("not one prediction for each pair");
    }
    List<Optional<Entailment>> entailments = new ArrayList<>(inputs.size());
    for (JsonNode prediction : answer) {
      double entailed = score(prediction, "entail");
      double contradicted = score(prediction, "contradict");
      boolean isFinite = Double.isFinite(entailed) && Double.isFinite(contradicted);
      entailments.add(
          isFinite ? Optional.of(new Entailment(entailed, contradicted)) : Optional.empty());
    }
    return new Answers<>(entailments, 0);
  }

  private static double score(JsonNode prediction, String label) throws MalformedAnswerException {
    for (JsonNode item : prediction) {
      if (item.path("label").asText().toLowerCase(Locale.ROOT).startsWith(label)) {
        JsonNode score = item.path("score");
        return score.isNumber() ? score.doubleValue() : Double.NaN;
      }
    }
    throw new MalformedAnswerException("no label \"" + label + "…\": not a model of inference");
  }
}
