package io.millrace.inference.remote;

import io.millrace.inference.Embedding;
import io.millrace.inference.EmbeddingModel;
import io.millrace.inference.ModelOutcome;
import io.millrace.inference.ModelOutcome.RetryLater;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Embeddings over HTTP. */
final class RemoteEmbeddingModel extends RemoteModel implements EmbeddingModel {
  private final Exchange<Embedding> exchange;
  private final Canary canary;

  RemoteEmbeddingModel(Remote remote, Exchange<Embedding> exchange, Canary canary) {
    super(remote);
    this.exchange = exchange;
    this.canary = canary;
  }

  @Override
  public CompletionStage<List<ModelOutcome<Embedding>>> embed(List<String> texts) {
    return canary
        .check(() -> ask(List.of(Canary.input())).thenApply(outcomes -> outcomes.get(0)))
        .thenCompose(objection -> unlessObjected(objection, texts));
  }

  private CompletionStage<List<ModelOutcome<Embedding>>> unlessObjected(
      Optional<RetryLater<Embedding>> objection, List<String> texts) {
    if (objection.isPresent()) {
      return CompletableFuture.completedFuture(Collections.nCopies(texts.size(), objection.get()));
    }
    return ask(texts.stream().map(text -> cut(text, "")).toList());
  }

  private CompletionStage<List<ModelOutcome<Embedding>>> ask(List<RemoteInput> inputs) {
    return run(exchange, inputs, Canary.input());
  }
}
