package io.millrace.app.evaluate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.millrace.app.Json;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/** Which label was given in place of which. Not threadsafe. */
final class Confusions {
  private static final int MOST = 15;
  private static final Comparator<Map.Entry<Pair, Integer>> OFTEN_FIRST =
      Map.Entry.<Pair, Integer>comparingByValue()
          .reversed()
          .thenComparing(Map.Entry.comparingByKey());

  private final Map<Pair, Integer> counts = new TreeMap<>();

  void add(String expected, String given) {
    counts.merge(new Pair(expected, given), 1, Integer::sum);
  }

  /** The most frequent ones first. */
  ArrayNode document() {
    ArrayNode list = Json.MAPPER.createArrayNode();
    counts.entrySet().stream()
        .sorted(OFTEN_FIRST)
        .limit(MOST)
        .forEach(
            entry ->
                list.addObject()
                    .put("expected", entry.getKey().expected())
                    .put("given", entry.getKey().given())
                    .put("rows", entry.getValue()));
    return list;
  }

  private record Pair(String expected, String given) implements Comparable<Pair> {
    private static final Comparator<Pair> ORDER =
        Comparator.comparing(Pair::expected).thenComparing(Pair::given);

    @Override
    public int compareTo(Pair other) {
      return ORDER.compare(this, other);
    }
  }
}
