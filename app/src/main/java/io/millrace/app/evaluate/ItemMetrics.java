package io.millrace.app.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.app.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Accuracy of extracted credentials, item by item and kind by kind.
 *
 * <p>An item is a text, or an object with {@code title} or {@code name}. Two items are the same if
 * all words of one, without case, accents, articles and years, are words of the other; each counts
 * once. Kinds are the keys whose values are lists; other keys, such as a score, are passed over.
 * Not threadsafe.
 */
final class ItemMetrics implements TaskMetrics {
  private static final int WORST = 20;

  private final Map<String, Counts> byKind = new TreeMap<>();
  private final List<Mistake> mistakes = new ArrayList<>();
  private int rows;

  /**
   * Prepares counting.
   *
   * @param kinds that are counted; a list under another key, such as evidence, is not
   */
  ItemMetrics(List<String> kinds) {
    kinds.forEach(kind -> byKind.put(kind, new Counts()));
  }

  @Override
  public void add(String id, JsonNode expected, JsonNode given) {
    rows++;
    List<String> missed = new ArrayList<>();
    List<String> wrong = new ArrayList<>();
    byKind.forEach(
        (kind, counts) ->
            compare(kind, items(expected.path(kind)), items(given.path(kind)), missed, wrong));
    if (!missed.isEmpty() || !wrong.isEmpty()) {
      mistakes.add(new Mistake(id, missed, wrong, missed.size() + wrong.size()));
    }
  }

  private void compare(
      String kind,
      List<ItemName> expected,
      List<ItemName> given,
      List<String> missed,
      List<String> wrong) {
    Counts counts = byKind.computeIfAbsent(kind, name -> new Counts());
    List<ItemName> left = new ArrayList<>(expected);
    for (ItemName item : given) {
      if (takeMatch(left, item)) {
        counts.right();
      } else {
        counts.wrong();
        wrong.add(kind);
      }
    }
    left.forEach(
        item -> {
          counts.missed();
          missed.add(kind);
        });
  }

  /** An equal name first, so that a longer one is not used up by it. */
  private static boolean takeMatch(List<ItemName> left, ItemName item) {
    return left.remove(item)
        || left.stream().filter(item::matches).findFirst().map(left::remove).orElse(false);
  }

  private static List<ItemName> items(JsonNode list) {
    List<ItemName> names = new ArrayList<>();
    list.forEach(item -> names.add(ItemName.of(nameOf(item))));
    return names;
  }

  private static String nameOf(JsonNode item) {
    return item.isTextual() ? item.asText() : item.path("title").asText(item.path("name").asText());
  }

  @Override
  public ObjectNode document() {
    Counts all = new Counts();
    byKind.values().forEach(all::add);
    ObjectNode document =
        Json.MAPPER
            .createObjectNode()
            .put("rows", rows)
            .put("item_precision", Rounding.of(all.precision()))
            .put("item_recall", Rounding.of(all.recall()))
            .put("item_f1", Rounding.of(all.f1()))
            .put("macro_f1", Rounding.of(Averages.ofF1(byKind.values())));
    ObjectNode kinds = document.putObject("kinds");
    byKind.forEach((kind, counts) -> kinds.set(kind, counts.document()));
    document.set("worst", Mistake.worst(mistakes, WORST));
    return document;
  }
}
