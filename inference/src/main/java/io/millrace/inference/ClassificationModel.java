package io.millrace.inference;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** A model that says which labels fit a text, without having been trained on them (zero-shot). */
public interface ClassificationModel extends Model {
  /**
   * Classifies texts; the result holds one outcome per text, in their order.
   *
   * <p>A fault of one text is an outcome, not an exception. A stage that fails, or an exception,
   * means that nothing is known about any of these texts and that they may be tried again.
   *
   * @param texts as {@link TextNormalizer} leaves them, never blank
   * @param labels the choice; answers name exactly these labels
   */
  CompletionStage<List<ModelOutcome<Classification>>> classify(
      List<String> texts, LabelChoice labels);
}
