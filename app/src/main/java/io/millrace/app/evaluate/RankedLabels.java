package io.millrace.app.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.app.UserException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Labels of one row, best or main one first.
 *
 * @param names without repeats
 * @param confidences of the names, 0 to 1, in their order; 1 where a value states none
 */
record RankedLabels(List<String> names, List<Double> confidences) {
  private static final List<String> NAME_KEYS = List.of("category", "type", "label", "name");

  RankedLabels {
    names = List.copyOf(names);
    confidences = List.copyOf(confidences);
  }

  /**
   * Reads a stored or an expected value: a name, a list of names, a list of {@code {"category":…,
   * "confidence":…}} or {@code {"type":…}}, or {@code {"primary":…, "secondary":…}}; null and empty
   * values hold no label.
   *
   * @throws UserException if it is none of these
   */
  static RankedLabels of(JsonNode value) {
    Builder builder = new Builder();
    if (value.isTextual()) {
      builder.add(value.asText(), 1);
    } else if (value.isArray()) {
      value.forEach(builder::addItem);
    } else if (value.isObject()) {
      builder.addPair(value);
    } else if (!value.isNull() && !value.isMissingNode()) {
      throw unreadable();
    }
    return new RankedLabels(builder.names, builder.confidences);
  }

  private static UserException unreadable() {
    return UserException.failure(
        "Labels must be a name, a list of names, a list of objects with \"category\" or \"type\","
            + " or an object with \"primary\".");
  }

  /** The first names only. */
  List<String> first(int count) {
    return names.subList(0, Math.min(count, names.size()));
  }

  private static final class Builder {
    private final List<String> names = new ArrayList<>();
    private final List<Double> confidences = new ArrayList<>();

    private void add(String name, double confidence) {
      if (!name.isBlank() && !names.contains(name)) {
        names.add(name);
        confidences.add(confidence);
      }
    }

    private void addItem(JsonNode item) {
      JsonNode name = item.isTextual() ? item : nameOf(item);
      add(name.asText(), item.path("confidence").asDouble(1));
    }

    private static JsonNode nameOf(JsonNode item) {
      return NAME_KEYS.stream()
          .map(item::path)
          .filter(JsonNode::isTextual)
          .findFirst()
          .orElseThrow(RankedLabels::unreadable);
    }

    private void addPair(JsonNode pair) {
      if (pair.isEmpty()) {
        return;
      }
      double confidence = pair.path("confidence").asDouble(1);
      if (!pair.path("primary").isTextual()) {
        throw unreadable();
      }
      Stream.of("primary", "secondary")
          .map(pair::path)
          .filter(JsonNode::isTextual)
          .forEach(name -> add(name.asText(), confidence));
    }
  }
}
