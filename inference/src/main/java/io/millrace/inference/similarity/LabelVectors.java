package io.millrace.inference.similarity;

import io.millrace.inference.Embedding;
import io.millrace.inference.InferenceException;
import io.millrace.inference.ModelOutcome;
import io.millrace.inference.ModelOutcome.Answered;
import io.millrace.inference.ModelOutcome.Rejected;
import io.millrace.inference.ModelOutcome.RetryLater;
import java.util.List;

/** Takes the vectors of the labels' texts out of their outcomes. */
final class LabelVectors {
  private LabelVectors() {}

  /**
   * The vectors, in order.
   *
   * @throws InferenceException if one is missing
   */
  static List<float[]> of(List<ModelOutcome<Embedding>> outcomes) {
    return outcomes.stream().map(LabelVectors::vectorOf).toList();
  }

  private static float[] vectorOf(ModelOutcome<Embedding> outcome) {
    if (outcome instanceof Answered<Embedding> answered) {
      return answered.value().vector();
    }
    if (outcome instanceof RetryLater<Embedding> later) {
      throw missing(later.reason());
    }
    throw missing(((Rejected<Embedding>) outcome).reason());
  }

  private static InferenceException missing(String reason) {
    return new InferenceException(
        "The texts of the labels cannot be embedded (" + reason + "), so nothing is classified.");
  }
}
