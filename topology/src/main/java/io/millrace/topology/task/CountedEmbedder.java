package io.millrace.topology.task;

import io.millrace.inference.Embedding;
import io.millrace.inference.ModelOutcome;
import io.millrace.inference.ModelOutcome.Answered;
import io.millrace.inference.Priority;
import java.util.concurrent.CompletionStage;

/**
 * Embeds for embed tasks: a text that only classifications have embedded so far is answered by the
 * cache, yet a call.
 */
record CountedEmbedder(TextEmbedder embedder, CountedTexts counted, TaskMetrics metrics)
    implements TextEmbedder {
  @Override
  public CompletionStage<ModelOutcome<Embedding>> embed(
      String text, Priority priority, String task) {
    return counted.claim(text)
        ? Withdrawable.map(
            embedder.embed(text, priority, TextEmbedder.WITHIN_A_TASK),
            new TaskCalls(metrics, task)::count)
        : embedder.embed(text, priority, task);
  }

  /** An embed task's call was counted for it when it was made. */
  @Override
  public void remember(String text, Answered<Embedding> answer) {
    counted.claim(text);
    embedder.remember(text, answer);
  }

  @Override
  public void forget(String text) {
    embedder.forget(text);
  }
}
