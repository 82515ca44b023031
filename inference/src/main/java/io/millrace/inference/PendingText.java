package io.millrace.inference;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A text that the model has not answered yet; its future is copied for each caller.
 *
 * @param question what is asked of the text; one request asks one question
 * @param callers how many wait for the answer
 */
record PendingText<Q, T>(
    TextKey key,
    Q question,
    String text,
    String task,
    CompletableFuture<ModelOutcome<T>> outcome,
    AtomicInteger callers) {
  PendingText(TextKey key, Q question, String text, String task) {
    this(key, question, text, task, new CompletableFuture<>(), new AtomicInteger());
  }

  /** Without the text, which is private. */
  @Override
  public String toString() {
    return "PendingText[task=" + task + ']';
  }
}
