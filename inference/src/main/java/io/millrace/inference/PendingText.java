package io.millrace.inference;

import java.util.concurrent.CompletableFuture;

/** A text that the model has not answered yet; its future is copied for each caller. */
record PendingText(
    TextKey key, String text, String task, CompletableFuture<ModelOutcome<Embedding>> outcome) {
  PendingText(TextKey key, String text, String task) {
    this(key, text, task, new CompletableFuture<>());
  }

  /** Without the text, which is private. */
  @Override
  public String toString() {
    return "PendingText[task=" + task + ']';
  }
}
