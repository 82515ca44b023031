package io.millrace.inference.onnx;

import io.millrace.inference.Entailment;
import io.millrace.inference.InferenceException;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Which of a natural-language-inference model's numbers tell that a hypothesis follows from a text,
 * and that it does not.
 *
 * @param entailment position of the first
 * @param contradiction position of the second
 * @param width numbers in all
 */
record EntailmentLabels(int entailment, int contradiction, int width) {
  /**
   * Finds both by the names of the labels.
   *
   * @throws InferenceException if they do not say which is which
   */
  static EntailmentLabels of(ModelLabels labels, ExportedFiles files) {
    List<Integer> entailing = positions(labels, "entail");
    List<Integer> contradicting = positions(labels, "contradict");
    if (contradicting.isEmpty()) {
      contradicting = positions(labels, "not");
    }
    if (entailing.size() != 1 || contradicting.size() != 1) {
      throw new InferenceException(
          "id2label in config.json of %s names [%s], but zero-shot classification needs one label entailment and one contradiction or not_entailment; correct the names or take a model trained on natural-language inference."
              .formatted(files, labels));
    }
    return new EntailmentLabels(entailing.get(0), contradicting.get(0), labels.size());
  }

  private static List<Integer> positions(ModelLabels labels, String beginning) {
    return IntStream.range(0, labels.size())
        .filter(position -> labels.name(position).toLowerCase(Locale.ROOT).startsWith(beginning))
        .boxed()
        .toList();
  }

  /**
   * Reads both.
   *
   * @param logits of a pair, as many as there are labels
   */
  Entailment read(float[] logits) {
    return new Entailment(logits[entailment], logits[contradiction]);
  }
}
