package io.millrace.plan;

import java.util.List;

/**
 * The labels of one classification.
 *
 * @param file the file's name as the plan writes it
 * @param labels at least two, in the file's order, with distinct names
 */
public record LabelSet(String file, List<Label> labels) {
  public LabelSet {
    labels = List.copyOf(labels);
  }
}
