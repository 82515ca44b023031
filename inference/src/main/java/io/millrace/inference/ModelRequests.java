package io.millrace.inference;

import io.millrace.inference.ModelOutcome.Answered;
import io.millrace.inference.ModelOutcome.Rejected;
import io.millrace.inference.ModelOutcome.RetryLater;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands batches to a model, counts them, and turns whatever goes wrong into outcomes. */
final class ModelRequests {
  private static final Logger LOGGER = LoggerFactory.getLogger(ModelRequests.class);

  private final EmbeddingModel model;
  private final int dimensions;
  private final Duration retryAfter;
  private final EmbeddingMetrics metrics;

  ModelRequests(EmbeddingModel model, Duration retryAfter, EmbeddingMetrics metrics) {
    this.model = model;
    this.dimensions = model.description().dimensions();
    this.retryAfter = retryAfter;
    this.metrics = metrics;
  }

  /**
   * Asks the model; {@code settle} is called exactly once, with one outcome per text, on this
   * thread or the model's.
   */
  void send(List<PendingText> batch, Consumer<List<ModelOutcome<Embedding>>> settle) {
    long started = System.nanoTime();
    ask(batch)
        .whenComplete(
            (outcomes, failure) -> {
              List<ModelOutcome<Embedding>> checked =
                  failure == null
                      ? check(batch.size(), outcomes)
                      : failed(batch.size(), "model_failed", nameOf(failure));
              try {
                count(batch, checked, Duration.ofNanos(System.nanoTime() - started));
              } catch (RuntimeException e) {
                LOGGER.warn("Metrics of an embedding request were lost", e);
              } finally {
                settle.accept(checked);
              }
            });
  }

  private CompletionStage<List<ModelOutcome<Embedding>>> ask(List<PendingText> batch) {
    try {
      return Objects.requireNonNull(
          model.embed(batch.stream().map(PendingText::text).toList()), "stage");
    } catch (Throwable e) { // an Error too must not leave callers waiting for ever
      return CompletableFuture.failedFuture(e);
    }
  }

  private List<ModelOutcome<Embedding>> check(
      int size, @Nullable List<ModelOutcome<Embedding>> outcomes) {
    if (outcomes == null
        || outcomes.size() != size
        || outcomes.stream().anyMatch(Objects::isNull)) {
      return failed(size, "wrong_count", "it did not answer each of them");
    }
    return outcomes.stream().map(this::check).toList();
  }

  /**
   * @param cause without an exception's message, which may quote the text
   */
  private List<ModelOutcome<Embedding>> failed(int size, String reason, String cause) {
    LOGGER.warn("The model failed on {} texts: {}", size, cause);
    return Collections.nCopies(size, new RetryLater<>(reason, retryAfter));
  }

  private static String nameOf(Throwable failure) {
    Throwable cause = failure.getCause();
    return (failure instanceof CompletionException && cause != null ? cause : failure)
        .getClass()
        .getName();
  }

  private ModelOutcome<Embedding> check(ModelOutcome<Embedding> outcome) {
    if (outcome instanceof Answered<Embedding> embedded
        && embedded.value().dimensions() != dimensions) {
      return new Rejected<>(
          "wrong_dimensions",
          "The model gave %d dimensions instead of %d."
              .formatted(embedded.value().dimensions(), dimensions));
    }
    return outcome;
  }

  private void count(
      List<PendingText> batch, List<ModelOutcome<Embedding>> outcomes, Duration latency) {
    metrics.request(batch.size(), latency);
    for (int index = 0; index < batch.size(); index++) {
      metrics.modelCall(batch.get(index).task());
      count(batch.get(index).task(), outcomes.get(index));
    }
  }

  private void count(String task, ModelOutcome<Embedding> outcome) {
    if (outcome instanceof Answered<Embedding> embedded && embedded.provenance().truncated()) {
      metrics.truncated(task);
    } else if (outcome instanceof Rejected<Embedding> rejected) {
      metrics.failed(task, rejected.reason());
    } else if (outcome instanceof RetryLater<Embedding> later) {
      metrics.failed(task, later.reason());
    }
  }
}
