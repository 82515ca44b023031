package io.millrace.app.evaluate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.app.Json;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * A row whose answer is wrong, without its texts.
 *
 * @param id of the row
 * @param expected what would be right
 * @param given what was answered
 * @param badness larger is worse
 */
record Mistake(String id, List<String> expected, List<String> given, double badness) {
  Mistake {
    expected = List.copyOf(expected);
    given = List.copyOf(given);
  }

  private static ArrayNode names(List<String> names) {
    ArrayNode list = Json.MAPPER.createArrayNode();
    names.forEach(list::add);
    return list;
  }

  /** The worst ones first, at most as many as given. */
  static ArrayNode worst(Collection<Mistake> mistakes, int most) {
    ArrayNode list = Json.MAPPER.createArrayNode();
    mistakes.stream()
        .sorted(Comparator.comparingDouble(Mistake::badness).reversed().thenComparing(Mistake::id))
        .limit(most)
        .map(Mistake::document)
        .forEach(list::add);
    return list;
  }

  private ObjectNode document() {
    ObjectNode document = Json.MAPPER.createObjectNode().put("id", id);
    document.set("expected", names(expected));
    document.set("given", names(given));
    return document;
  }
}
