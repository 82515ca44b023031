package io.millrace.matching;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads what scoring needs of the JSON in a profile's columns; broken JSON counts as none. */
final class LabelJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private LabelJson() {}

  /**
   * The types of {@code [{"type":"…","confidence":0.9}]} that are certain enough, sorted.
   *
   * @return empty where there are no types at all (seed 000 §4.1 leaves the factor out then)
   */
  static Optional<Collection<String>> offerTypes(@Nullable String json, double leastConfidence) {
    JsonNode root = read(json);
    if (!root.isArray() || root.isEmpty()) {
      return Optional.empty();
    }
    Collection<String> types = new TreeSet<>();
    for (JsonNode element : root) {
      if (element.path("confidence").asDouble(0) >= leastConfidence
          && element.path("type").isTextual()) {
        types.add(element.path("type").textValue());
      }
    }
    return Optional.of(types);
  }

  /** Primary and secondary of {@code {"primary":"…","secondary":"…"}}; empty without a primary. */
  static List<String> contentStyle(@Nullable String json) {
    JsonNode root = read(json);
    List<String> styles = new ArrayList<>();
    if (isName(root.path("primary"))) {
      styles.add(root.path("primary").textValue());
      if (isName(root.path("secondary"))) {
        styles.add(root.path("secondary").textValue());
      }
    }
    return styles;
  }

  /** The credibility of credentials, 0 to 1; empty where there are none (seed 000 §4.3). */
  static Optional<Double> credibility(@Nullable String json) {
    JsonNode root = read(json);
    if (!root.isObject() || root.isEmpty()) {
      return Optional.empty();
    }
    double score = root.path("credibility_score").asDouble(0);
    return Optional.of(score >= 0 ? Math.min(1, score) : 0);
  }

  /** How many entries a history has: elements of an array, one for another object, or a number. */
  static Optional<Double> count(@Nullable String json) {
    JsonNode root = read(json);
    if (root.isArray()) {
      int count = 0;
      for (JsonNode element : root) {
        count += element.isNull() ? 0 : 1;
      }
      return Optional.of((double) count);
    }
    if (root.isObject()) {
      return Optional.of(root.isEmpty() ? 0.0 : 1.0);
    }
    return root.isNumber()
        ? Optional.of(root.asDouble()).filter(Double::isFinite)
        : Optional.empty();
  }

  private static boolean isName(JsonNode node) {
    return node.isTextual() && !node.textValue().isBlank();
  }

  private static JsonNode read(@Nullable String json) {
    if (json == null || json.isBlank()) {
      return MissingNode.getInstance();
    }
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException broken) {
      return MissingNode.getInstance();
    }
  }
}
