package io.millrace.topology.task;

import io.millrace.inference.Classification;
import io.millrace.inference.Embedding;
import io.millrace.inference.InferenceException;
import io.millrace.inference.ModelDescription;
import io.millrace.inference.ModelOutcome;
import io.millrace.inference.ModelOutcome.RetryLater;
import io.millrace.inference.Priority;
import io.millrace.inference.similarity.LabelVectorStore;
import io.millrace.inference.similarity.SimilarityModel;
import io.millrace.inference.similarity.SimilarityTraining;
import io.millrace.plan.ClassifyTask;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Judges by likeness to what the labels say, with the plan's embedding model and no other.
 *
 * <p>It learns the labels' texts from its start on, as backlog; what is asked before waits for
 * that. If they cannot be embedded, because the model is away, the next question begins anew.
 */
final class SimilarityTask implements TextClassifier {
  private static final Duration RETRY = Duration.ofSeconds(5);

  private final SimilarityTraining training;
  private final ModelDescription model;
  private final TextEmbedder embedder;
  private final LabelVectorStore labelVectors;
  private final TaskExecutor threads;
  private final TaskCalls calls;
  private final String fingerprint;
  private CompletableFuture<SimilarityModel> learned;

  SimilarityTask(
      ClassifyTask task,
      ModelDescription model,
      TextEmbedder embedder,
      LabelVectorStore labelVectors,
      TaskExecutor threads,
      TaskCalls calls) {
    this.training = PlanLabels.training(task);
    this.model = model;
    this.embedder = embedder;
    this.labelVectors = labelVectors;
    this.threads = threads;
    this.calls = calls;
    this.fingerprint = training.fingerprint(model);
    this.learned = learn();
  }

  /** Beside whoever starts: fresh edits wait for it, so it goes before all backlog. */
  private CompletableFuture<SimilarityModel> learn() {
    return SimilarityModel.train(
            training,
            model,
            labelVectors,
            text -> embed(text, Priority.BACKLOG),
            work -> threads.execute(Priority.FRESH, work))
        .toCompletableFuture();
  }

  private CompletionStage<ModelOutcome<Embedding>> embed(String text, Priority priority) {
    return embedder.embed(text, priority, TextEmbedder.WITHIN_A_TASK);
  }

  @Override
  public String model() {
    return model.name();
  }

  @Override
  public String fingerprint() {
    return fingerprint;
  }

  @Override
  public CompletionStage<ModelOutcome<Classification>> classify(
      List<InputText> texts, Priority priority) {
    List<@Nullable String> raw = PlanLabels.raw(texts);
    return learned()
        .thenCompose(classifier -> classifier.classify(raw, text -> embed(text, priority)))
        .exceptionally(SimilarityTask::orLater)
        .thenApply(calls::count);
  }

  /** A failed attempt is made anew, once for all who ask. */
  private synchronized CompletableFuture<SimilarityModel> learned() {
    if (learned.isCompletedExceptionally()) {
      learned = learn();
    }
    return learned;
  }

  private static ModelOutcome<Classification> orLater(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof InferenceException) {
      return new RetryLater<>("labels_not_embedded", RETRY);
    }
    throw failure instanceof CompletionException completion
        ? completion
        : new CompletionException(failure);
  }
}
