package io.millrace.inference;

import java.util.List;

/**
 * The labels that a classification chooses from.
 *
 * @param labels at least two, with distinct names
 * @param multiLabel whether each label is judged by itself; otherwise they share a confidence of 1
 */
public record LabelChoice(List<ChoiceLabel> labels, boolean multiLabel) {
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
}
