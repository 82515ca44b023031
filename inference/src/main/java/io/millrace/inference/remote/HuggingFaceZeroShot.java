package io.millrace.inference.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.inference.Classification;
import io.millrace.inference.Classification.LabelScore;
import io.millrace.inference.LabelChoice;
import io.millrace.inference.LabelChoice.ChoiceLabel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;

/** The task zero-shot-classification of Hugging Face's router: one text a request. */
record HuggingFaceZeroShot(HttpUrl url, LabelChoice labels) implements Exchange<Classification> {
  @Override
  public JsonNode body(List<RemoteInput> inputs) {
    ObjectNode body = Json.MAPPER.createObjectNode();
    body.put("inputs", inputs.get(0).text());
    ObjectNode parameters = body.putObject("parameters");
    ArrayNode candidates = parameters.putArray("candidate_labels");
    labels.labels().forEach(label -> candidates.add(Hypotheses.of(label)));
    parameters.put("multi_label", labels.multiLabel());
    parameters.put("hypothesis_template", Hypotheses.TEMPLATE);
    return body;
  }

  /** Today's form is a list of label and score; the older one has two lists side by side. */
  @Override
  public Answers<Classification> read(JsonNode answer, List<RemoteInput> inputs)
      throws MalformedAnswerException {
    JsonNode single =
        answer.isArray() && answer.size() == 1 && !answer.get(0).has("label")
            ? answer.get(0)
            : answer;
    Map<String, JsonNode> scores = single.isArray() ? fromPairs(single) : fromLists(single);
    List<LabelScore> found = new ArrayList<>();
    for (ChoiceLabel label : labels.labels()) {
      JsonNode score = scores.get(Hypotheses.of(label));
      if (score == null || !(score.isNumber() || score.isNull())) {
        throw new MalformedAnswerException("a label without a score");
      }
      double confidence = score.isNull() ? Double.NaN : score.doubleValue();
      if (!(confidence >= 0 && confidence <= 1)) {
        return new Answers<>(List.of(Optional.empty()), 0);
      }
      found.add(new LabelScore(label.name(), confidence));
    }
    return new Answers<>(List.of(Optional.of(new Classification(found))), 0);
  }

  private static Map<String, JsonNode> fromPairs(JsonNode pairs) {
    Map<String, JsonNode> scores = new HashMap<>();
    pairs.forEach(pair -> scores.put(pair.path("label").asText(), pair.path("score")));
    return scores;
  }

  private static Map<String, JsonNode> fromLists(JsonNode lists) {
    Map<String, JsonNode> scores = new HashMap<>();
    JsonNode names = lists.path("labels");
    for (int index = 0; index < names.size(); index++) {
      scores.put(names.get(index).asText(), lists.path("scores").path(index));
    }
    return scores;
  }
}
