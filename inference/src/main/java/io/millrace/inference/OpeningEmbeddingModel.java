package io.millrace.inference;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A model that is known before it can answer: it is opened on a thread of its own, so that a
 * process does at its start whatever else it has to do. Texts that are asked meanwhile wait.
 * Threadsafe.
 */
final class OpeningEmbeddingModel implements EmbeddingModel {
  private final ModelDescription description;
  private final CompletableFuture<EmbeddingModel> opened = new CompletableFuture<>();

  /**
   * Begins to open a model that computes in this process, which has neither limits nor an outage.
   *
   * @param description what the opened model will say of itself
   */
  OpeningEmbeddingModel(ModelDescription description, Supplier<EmbeddingModel> open) {
    this.description = description;
    Thread thread = new Thread(() -> open(open), "millrace-model-opening");
    thread.setDaemon(true);
    thread.start();
  }

  private void open(Supplier<EmbeddingModel> open) {
    try {
      opened.complete(open.get());
    } catch (RuntimeException | Error e) { // whoever waits is told, on whatever thread
      opened.completeExceptionally(e);
    }
  }

  @Override
  public void awaitOpen() {
    try {
      opened.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  @Override
  public ModelDescription description() {
    return description;
  }

  @Override
  public CompletionStage<List<ModelOutcome<Embedding>>> embed(List<String> texts) {
    return opened.thenCompose(model -> model.embed(texts));
  }

  /** Waits until it is open, if it ever will be. */
  @Override
  public void close() {
    opened.handle((model, failure) -> model).thenAccept(OpeningEmbeddingModel::closeIfOpen).join();
  }

  private static void closeIfOpen(@Nullable EmbeddingModel model) {
    if (model != null) {
      model.close();
    }
  }
}
