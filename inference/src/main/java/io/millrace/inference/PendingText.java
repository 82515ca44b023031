package io.millrace.inference;

import java.util.concurrent.CompletableFuture;

/**
 * A text that the model has not answered yet; its future is copied for each caller.
 *
 * @param question what is asked of the text; one request asks one question
 */
record PendingText<Q, T>(
    TextKey key, Q question, String text, String task, CompletableFuture<ModelOutcome<T>> outcome) {
  PendingText(TextKey key, Q question, String text, String task) {
    this(key, question, text, task, new CompletableFuture<>());
  }

  /** Without the text, which is private. */
  @Override
  public String toString() {
    return "PendingText[task=" + task + ']';
  }
}
