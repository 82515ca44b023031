package io.millrace.topology.enrich;

import io.millrace.inference.Embedding;
import io.millrace.inference.ModelOutcome;
import java.util.concurrent.CompletionStage;

/** Computes embeddings off the stream thread; threadsafe. */
@FunctionalInterface
public interface Embedder {
  /**
   * Asks for the embedding of a text. Returns at once.
   *
   * @param text normalised, not blank
   * @param fresh whether somebody waits for it, rather than a backlog
   * @param task the column that the task fills, for counting
   * @return completes with the outcome on some other thread; never exceptionally while the service
   *     is open
   */
  CompletionStage<ModelOutcome<Embedding>> embed(String text, boolean fresh, String task);
}
