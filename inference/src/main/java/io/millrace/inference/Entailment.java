package io.millrace.inference;

import io.millrace.inference.Classification.LabelScore;
import java.util.ArrayList;
import java.util.List;

/**
 * How far a text entails and contradicts a hypothesis, as logits.
 *
 * <p>Confidences follow the zero-shot pipeline of Hugging Face's transformers: one of several
 * labels by softmax of entailment over the labels, each label by itself by softmax of entailment
 * against contradiction.
 *
 * @param entailed logit, finite
 * @param contradicted logit, finite
 */
public record Entailment(double entailed, double contradicted) {
  /**
   * The classification of a text.
   *
   * @param entailments one for each label, in the labels' order
   */
  public static Classification classify(List<Entailment> entailments, LabelChoice labels) {
    double largest = entailments.stream().mapToDouble(Entailment::entailed).max().orElse(0);
    double sum =
        entailments.stream().mapToDouble(each -> Math.exp(each.entailed() - largest)).sum();
    List<LabelScore> scores = new ArrayList<>();
    for (int index = 0; index < entailments.size(); index++) {
      Entailment each = entailments.get(index);
      double confidence =
          labels.multiLabel()
              ? 1 / (1 + Math.exp(each.contradicted() - each.entailed()))
              : Math.exp(each.entailed() - largest) / sum;
      scores.add(new LabelScore(labels.labels().get(index).name(), Math.min(1, confidence)));
    }
    return new Classification(scores);
  }
}
