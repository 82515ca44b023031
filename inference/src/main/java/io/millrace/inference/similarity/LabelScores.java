package io.millrace.inference.similarity;

import io.millrace.inference.Classification;
import io.millrace.inference.Classification.LabelScore;
import java.util.ArrayList;
import java.util.List;

/** Gives confidences their labels' names. */
final class LabelScores {
  private LabelScores() {}

  /** One score a label, or none if there are no confidences. */
  static Classification of(SimilarityLabels labels, double[] confidences) {
    List<LabelScore> scores = new ArrayList<>();
    for (int label = 0; label < confidences.length; label++) {
      scores.add(new LabelScore(labels.labels().get(label).name(), confidences[label]));
    }
    return new Classification(scores);
  }
}
