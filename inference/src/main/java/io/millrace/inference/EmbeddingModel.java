package io.millrace.inference;

import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * A model that turns texts into vectors; {@link EmbeddingService} keeps it off callers' threads.
 */
public interface EmbeddingModel extends Model {
  /**
   * Embeds texts; the result holds one outcome per text, in their order.
   *
   * <p>A fault of one text is an outcome, not an exception. A stage that fails, or an exception,
   * means that nothing is known about any of these texts and that they may be tried again.
   *
   * @param texts as {@link TextNormalizer} leaves them, never blank; longer than the model reads is
   *     allowed: they are truncated at the model's limit, and the outcome says so
   */
  CompletionStage<List<ModelOutcome<Embedding>>> embed(List<String> texts);

  /**
   * Returns when the model can answer: at once, unless it is being opened.
   *
   * @throws InferenceException if it cannot be loaded, with a sentence that says what to do
   */
  default void awaitOpen() {}
}
