package io.millrace.inference.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.inference.Entities;
import io.millrace.inference.Entities.Entity;
import io.millrace.inference.Entities.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;

/** The task token-classification of Hugging Face's router: one text a request. */
record HuggingFaceEntities(HttpUrl url) implements Exchange<Entities> {
  @Override
  public JsonNode body(List<RemoteInput> inputs) {
    ObjectNode body = Json.MAPPER.createObjectNode();
    body.put("inputs", inputs.get(0).text());
    body.putObject("parameters").put("aggregation_strategy", "simple");
    return body;
  }

  @Override
  public Answers<Entities> read(JsonNode answer, List<RemoteInput> inputs)
      throws MalformedAnswerException {
    JsonNode names =
        answer.isArray() && answer.size() == 1 && answer.get(0).isArray() ? answer.get(0) : answer;
    if (!names.isArray()) {
      throw new MalformedAnswerException("no list of names");
    }
    List<Entity> entities = new ArrayList<>();
    for (JsonNode name : names) {
      entity(name, inputs.get(0).text()).ifPresent(entities::add);
    }
    entities.sort(Comparator.comparingInt(Entity::start));
    return new Answers<>(List.of(Optional.of(new Entities(entities))), 0);
  }

  /** The text of a name is taken from the input: the provider's own shows its word pieces. */
  private static Optional<Entity> entity(JsonNode name, String text)
      throws MalformedAnswerException {
    int start = name.path("start").asInt(-1);
    int end = name.path("end").asInt(-1);
    double confidence = name.path("score").asDouble(-1);
    if (start < 0 || end <= start || end > text.codePointCount(0, text.length())) {
      throw new MalformedAnswerException("a name that is not in the text");
    }
    if (!(confidence >= 0 && confidence <= 1)) {
      throw new MalformedAnswerException("a score that is no confidence");
    }
    String written =
        text.substring(text.offsetByCodePoints(0, start), text.offsetByCodePoints(0, end));
    return kind(name).map(kind -> new Entity(kind, written, start, end, confidence));
  }

  private static Optional<Kind> kind(JsonNode name) {
    String group = name.path("entity_group").asText(name.path("entity").asText());
    return switch (group.replaceFirst("^[BI]-", "")) {
      case "PER" -> Optional.of(Kind.PERSON);
      case "ORG" -> Optional.of(Kind.ORGANISATION);
      case "LOC" -> Optional.of(Kind.LOCATION);
      case "MISC" -> Optional.of(Kind.MISCELLANEOUS);
      default -> Optional.empty();
    };
  }
}
