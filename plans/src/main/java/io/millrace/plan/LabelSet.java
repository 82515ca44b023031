package io.millrace.plan;

import java.util.List;

/**
 * The labels of one classification.
 *
 * @param file the file's name as the plan writes it
 * @param labels at least two, in the file's order, with distinct names
 * @param nothing texts that none of the labels fits; may be empty
 */
public record LabelSet(String file, List<Label> labels, List<String> nothing) {
  public LabelSet {
    labels = List.copyOf(labels);
    nothing = List.copyOf(nothing);
  }

  /** Labels without texts that none of them fits. */
  public LabelSet(String file, List<Label> labels) {
    this(file, labels, List.of());
  }
}
