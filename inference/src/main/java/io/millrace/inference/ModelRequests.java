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
final class ModelRequests<Q, T> {
  private static final Logger LOGGER = LoggerFactory.getLogger(ModelRequests.class);

  private final ModelUse<Q, T> use;
  private final Duration retryAfter;
  private final ModelMetrics metrics;
  private final boolean countsItself;

  ModelRequests(ModelUse<Q, T> use, Duration retryAfter, ModelMetrics metrics) {
    this.use = use;
    this.retryAfter = retryAfter;
    this.metrics = metrics;
    this.countsItself = use.model().countRequests(metrics);
  }

  /**
   * Asks the model; {@code settle} is called exactly once, with one outcome per text, on this
   * thread or the model's.
   */
  void send(List<PendingText<Q, T>> batch, Consumer<List<ModelOutcome<T>>> settle) {
    long started = System.nanoTime();
    ask(batch)
        .whenComplete(
            (outcomes, failure) -> {
              List<ModelOutcome<T>> checked =
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

  private CompletionStage<List<ModelOutcome<T>>> ask(List<PendingText<Q, T>> batch) {
    try {
      return Objects.requireNonNull(
          use.asker().ask(batch.get(0).question(), batch.stream().map(PendingText::text).toList()),
          "stage");
    } catch (Throwable e) { // an Error too must not leave callers waiting for ever
      return CompletableFuture.failedFuture(e);
    }
  }

  private List<ModelOutcome<T>> check(int size, @Nullable List<ModelOutcome<T>> outcomes) {
    if (outcomes == null
        || outcomes.size() != size
        || outcomes.stream().anyMatch(Objects::isNull)) {
      return failed(size, "wrong_count", "it did not answer each of them");
    }
    return outcomes.stream().map(use.check()).toList();
  }

  /**
   * @param cause without an exception's message, which may quote the text
   */
  private List<ModelOutcome<T>> failed(int size, String reason, String cause) {
    LOGGER.warn("The model failed on {} texts: {}", size, cause);
    return Collections.nCopies(size, new RetryLater<>(reason, retryAfter));
  }

  private static String nameOf(Throwable failure) {
    Throwable cause = failure.getCause();
    return (failure instanceof CompletionException && cause != null ? cause : failure)
        .getClass()
        .getName();
  }

  private void count(
      List<PendingText<Q, T>> batch, List<ModelOutcome<T>> outcomes, Duration latency) {
    if (!countsItself) {
      metrics.request(report(outcomes, latency));
    }
    for (int index = 0; index < batch.size(); index++) {
      count(batch.get(index).task(), outcomes.get(index));
    }
  }

  private RequestReport report(List<ModelOutcome<T>> outcomes, Duration latency) {
    boolean failed = outcomes.stream().allMatch(RetryLater.class::isInstance);
    return new RequestReport(
        use.model().provider(),
        use.model().description().name(),
        failed ? "model_failed" : RequestReport.OK,
        outcomes.size(),
        outcomes.stream()
            .flatMap(outcome -> outcome.answer().stream())
            .mapToLong(answer -> answer.provenance().tokens())
            .sum(),
        0,
        latency);
  }

  private void count(String task, ModelOutcome<T> outcome) {
    if (outcome instanceof Answered<T> answered) {
      metrics.modelCall(task);
      if (answered.provenance().truncated()) {
        metrics.truncated(task);
      }
    } else if (outcome instanceof Rejected<T> rejected) {
      metrics.modelCall(task);
      metrics.failed(task, rejected.reason());
    } else if (outcome instanceof RetryLater<T> later) {
      if (later.asked()) {
        metrics.modelCall(task);
      }
      metrics.failed(task, later.reason());
    }
  }
}
