package io.millrace.app.sample;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The phrases of the generator.
 *
 * @param niches the subjects, audiences and results of each niche
 * @param templates sentence patterns by column name; {@code {slot}} is replaced
 * @param words general slot values by slot name
 */
record Grammar(
    List<Niche> niches, Map<String, List<String>> templates, Map<String, List<String>> words) {
  private static final String RESOURCE = "grammar.json";

  /** The phrases of one niche. */
  record Niche(String niche, List<String> audiences, List<String> subjects, List<String> results) {}

  static Grammar read() {
    return SampleResources.readAll(RESOURCE, Grammar.class).get(0);
  }

  List<String> template(ProfileColumn column) {
    return Objects.requireNonNull(templates.get(column.columnName()), column.columnName());
  }

  List<String> word(String slot) {
    return Objects.requireNonNull(words.get(slot), slot);
  }
}
