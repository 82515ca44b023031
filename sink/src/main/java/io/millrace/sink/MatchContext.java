package io.millrace.sink;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.Optional;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of {@code match_context}: why a match has its scores, and which version they are.
 *
 * @param explanation without the version
 * @param version generation, epoch and revision; null: the scores are not ours
 */
record MatchContext(ObjectNode explanation, @Nullable ScoreVersion version) {
  private static final String VERSION = "version";
  private static final JsonMapper MAPPER = new JsonMapper();

  /** PostgreSQL writes 1e1 as 10 and keeps 1.0, so that numbers are compared by value. */
  private static final Comparator<JsonNode> BY_VALUE =
      (one, other) ->
          one.isNumber() && other.isNumber()
              ? one.decimalValue().compareTo(other.decimalValue())
              : one.equals(other) ? 0 : 1;

  /**
   * Joins a score's explanation with its version.
   *
   * @throws DataException if the explanation is not a JSON object
   */
  static MatchContext of(String explanation, ScoreVersion version) {
    ObjectNode object =
        parse(explanation)
            .orElseThrow(() -> new DataException("the explanation is not a JSON object"));
    object.remove(VERSION);
    return new MatchContext(object, version);
  }

  /** Reads what a match row holds; anything but a JSON object counts as nothing. */
  static Optional<MatchContext> stored(@Nullable String json) {
    if (json == null) {
      return Optional.empty();
    }
    return parse(json)
        .map(object -> new MatchContext(object, ScoreVersion.read(object.remove(VERSION))));
  }

  /** Whether both explain the same, versions aside. */
  boolean explainsLike(MatchContext other) {
    return explanation.equals(BY_VALUE, other.explanation);
  }

  /** The column's content. */
  String toJson() {
    ObjectNode object = explanation.deepCopy();
    if (version != null) {
      ArrayNode array = object.putArray(VERSION);
      array.add(version.generation()).add(version.epoch()).add(version.revision());
    }
    return object.toString();
  }

  private static Optional<ObjectNode> parse(String json) {
    try {
      return MAPPER.readTree(json) instanceof ObjectNode object
          ? Optional.of(object)
          : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
