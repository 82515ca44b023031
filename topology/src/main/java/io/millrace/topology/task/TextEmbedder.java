package io.millrace.topology.task;

import io.millrace.inference.Embedding;
import io.millrace.inference.ModelOutcome;
import io.millrace.inference.ModelOutcome.Answered;
import io.millrace.inference.Priority;
import java.util.concurrent.CompletionStage;

/** Computes embeddings off the caller's thread; threadsafe. */
@FunctionalInterface
public interface TextEmbedder {
  /** The task label of texts that a task has embedded within its own call: they are no calls. */
  String WITHIN_A_TASK = "within_a_task";

  /**
   * Asks for the embedding of a text. Returns at once.
   *
   * @param text normalised, not blank
   * @param task the column that the task fills, for counting, or {@link #WITHIN_A_TASK}
   * @return completes with the outcome on some other thread; never exceptionally while the service
   *     is open. To cancel its future withdraws a text that still waits
   */
  CompletionStage<ModelOutcome<Embedding>> embed(String text, Priority priority, String task);

  /**
   * Is told an embedding that the same model made before; may spare a later question. Does not
   * block.
   *
   * @param text normalised, not blank
   */
  default void remember(String text, Answered<Embedding> answer) {}

  /**
   * Is told that the next answer is to be the model's own, not one that is remembered. Does not
   * block.
   *
   * @param text normalised, not blank
   */
  default void forget(String text) {}
}
