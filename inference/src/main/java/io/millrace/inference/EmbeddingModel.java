package io.millrace.inference;

import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * A model that turns texts into vectors.
 *
 * <p>Threadsafe. An implementation may compute on the calling thread or elsewhere, so callers treat
 * {@link #embed} as slow: {@link EmbeddingService} keeps it off theirs.
 */
public interface EmbeddingModel extends AutoCloseable {
  /** What identifies this model's vectors; the same for the model's whole life. */
  ModelDescription description();

  /**
   * Embeds texts; the result holds one outcome per text, in their order.
   *
   * <p>A fault of one text is an outcome, not an exception. A stage that fails, or an exception,
   * means that nothing is known about any of these texts and that they may be tried again.
   *
   * @param texts as {@link TextNormalizer} leaves them, never blank; longer than the model reads is
   *     allowed: they are truncated at the model's limit, and the outcome says so
   */
  CompletionStage<List<EmbeddingOutcome>> embed(List<String> texts);

  /** Frees what the model holds, waiting for a call that runs; later calls fail. */
  @Override
  void close();
}
