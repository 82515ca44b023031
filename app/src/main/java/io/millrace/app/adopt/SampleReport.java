package io.millrace.app.adopt;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a look at some rows showed.
 *
 * @param rows that were looked at
 * @param vectors of theirs that were compared with those of their present texts
 * @param disagreements those that are of another text or model
 */
public record SampleReport(int rows, int vectors, List<Disagreement> disagreements) {
  private static final int MOST_KEYS = 20;

  /** Nothing was looked at. */
  static final SampleReport NONE = new SampleReport(0, 0, List.of());

  /**
   * A vector that is not that of its row's text.
   *
   * @param cosine with the one that is
   */
  public record Disagreement(String table, String key, String column, double cosine) {
    private String text() {
      return String.format(Locale.ROOT, "%s %s %s (cosine %.4f)", table, key, column, cosine);
    }
  }

  public SampleReport {
    disagreements = List.copyOf(disagreements);
  }

  /** Both together. */
  SampleReport plus(SampleReport other) {
    List<Disagreement> all = new ArrayList<>(disagreements);
    all.addAll(other.disagreements());
    return new SampleReport(rows + other.rows(), vectors + other.vectors(), all);
  }

  /** Whether all that was compared agrees. */
  public boolean isAgreed() {
    return disagreements.isEmpty();
  }

  /** Whether a vector was found to disagree. */
  boolean isDisagreeing(String table, String key, String column) {
    return disagreements.stream()
        .anyMatch(
            found ->
                found.key().equals(key)
                    && found.column().equals(column)
                    && found.table().equals(table));
  }

  private double share() {
    return vectors == 0 ? 1 : 1 - (double) disagreements.size() / vectors;
  }

  Map<String, Object> document() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("rows", rows);
    document.put("vectors", vectors);
    document.put("agreed", vectors - disagreements.size());
    document.put("share", share());
    document.put("disagreeing", disagreements);
    return document;
  }

  /** One sentence, and the keys of what disagrees. */
  public String text() {
    if (vectors == 0) {
      return "There is no vector to compare with its text in a sample of %d rows.".formatted(rows);
    }
    String sentence =
        String.format(
            Locale.ROOT,
            "Of %d vectors in a sample of %d rows %d are those of the present text (%.1f %%)",
            vectors,
            rows,
            vectors - disagreements.size(),
            100 * share());
    return disagreements.isEmpty() ? sentence + "." : sentence + "; these are not: " + keys() + ".";
  }

  private String keys() {
    int more = disagreements.size() - MOST_KEYS;
    return disagreements.stream()
            .limit(MOST_KEYS)
            .map(Disagreement::text)
            .collect(Collectors.joining(", "))
        + (more > 0 ? " and " + more + " more" : "");
  }
}
