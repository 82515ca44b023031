package io.millrace.inference;

import java.util.List;

/**
 * The labels that a classification chooses from.
 *
 * @param labels at least two, with distinct names
 * @param multiLabel whether each label is judged by itself; otherwise they share a confidence of 1
 */
public record LabelChoice(List<ChoiceLabel> labels, boolean multiLabel) {
  private static final char LABEL = '\u001e';
  private static final char PART = '\u001f';
  private static final int FINGERPRINT_DIGITS = 32;

  /**
   * One label.
   *
   * @param name what is stored
   * @param description one sentence that a model compares a text with
   * @param examples texts of this label, in any language; may be empty
   */
  public record ChoiceLabel(String name, String description, List<String> examples) {
    public ChoiceLabel {
      examples = List.copyOf(examples);
    }
  }

  public LabelChoice {
    labels = List.copyOf(labels);
    if (labels.size() < 2
        || labels.stream().map(ChoiceLabel::name).distinct().count() != labels.size()) {
      throw new IllegalArgumentException("A choice needs two or more labels of distinct names.");
    }
  }

  /**
   * Names the choice in keys and task versions: hex digits over all that a model may read of it.
   */
  public String fingerprint() {
    StringBuilder all = new StringBuilder(multiLabel ? "multi" : "single");
    for (ChoiceLabel label : labels) {
      all.append(LABEL).append(label.name()).append(PART).append(label.description());
      label.examples().forEach(example -> all.append(PART).append(example));
    }
    return Digests.sha256Hex(all.toString()).substring(0, FINGERPRINT_DIGITS);
  }
}
