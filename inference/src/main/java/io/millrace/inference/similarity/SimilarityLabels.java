package io.millrace.inference.similarity;

import java.util.ArrayList;
import java.util.List;

/**
 * The labels of one classification.
 *
 * @param labels at least two, with distinct names
 * @param nothing texts that none of them fits; may be empty, and then every text fits something
 */
public record SimilarityLabels(List<SimilarityLabel> labels, List<String> nothing) {
  public SimilarityLabels {
    labels = List.copyOf(labels);
    nothing = List.copyOf(nothing);
    if (labels.size() < 2
        || labels.stream().map(SimilarityLabel::name).distinct().count() != labels.size()) {
      throw new IllegalArgumentException("A choice needs two or more labels of distinct names.");
    }
  }

  /** How many labels there are. */
  public int size() {
    return labels.size();
  }

  /** The labels, and one class more for {@link #nothing} if there are such texts. */
  int classes() {
    return size() + (nothing.isEmpty() ? 0 : 1);
  }

  /** All texts to learn from, each with its class: the index of its label, or the last one. */
  List<LabelText> texts() {
    List<LabelText> texts = new ArrayList<>();
    for (int label = 0; label < size(); label++) {
      for (String text : labels.get(label).texts()) {
        texts.add(new LabelText(text, label));
      }
    }
    nothing.forEach(text -> texts.add(new LabelText(text, size())));
    return texts;
  }

  /** All keywords as texts to learn from, each with the index of its label. */
  List<LabelText> keywordTexts() {
    List<LabelText> texts = new ArrayList<>();
    for (int label = 0; label < size(); label++) {
      for (String keyword : labels.get(label).cues()) {
        texts.add(new LabelText(keyword, label));
      }
    }
    return texts;
  }
}
