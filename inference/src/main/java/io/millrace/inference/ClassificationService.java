package io.millrace.inference;

import io.millrace.inference.Classification.LabelScore;
import java.util.concurrent.CompletableFuture;

/**
 * The one way to a classification model that all threads of a process share; as {@link
 * EmbeddingService}. Answers are remembered by text and choice of labels: another label,
 * description or example asks anew.
 */
public final class ClassificationService implements AutoCloseable {
  private static final int SCORE_BYTES = 48;

  private final ClassificationModel model;
  private final ModelService<LabelChoice, Classification> service;

  /** Serves a model, which it closes when it is closed itself. */
  public ClassificationService(
      ClassificationModel model, ModelServiceSettings settings, ModelMetrics metrics) {
    this(model, settings, metrics, AnswerStore.none());
  }

  /** Serves a model, with a store that is asked before the model and stays open. */
  public ClassificationService(
      ClassificationModel model,
      ModelServiceSettings settings,
      ModelMetrics metrics,
      AnswerStore<Classification> store) {
    this.model = model;
    this.service =
        new ModelService<>(
            new ModelUse<>(
                "classification",
                model,
                (labels, texts) -> model.classify(texts, labels),
                LabelChoice::fingerprint,
                outcome -> outcome,
                ClassificationService::bytesOf,
                store),
            settings,
            metrics);
  }

  /** Labels' names are shared between answers. */
  private static int bytesOf(Classification classification) {
    return classification.scores().size() * SCORE_BYTES;
  }

  /** The model behind this service. */
  public ModelDescription description() {
    return model.description();
  }

  /** Whether the model's provider answers at present. */
  public ProviderHealth health() {
    return model.health();
  }

  /**
   * Says how well each label fits a text: all {@link LabelScore}s, without a threshold.
   *
   * @param normalisedText as {@link TextNormalizer} leaves it, never blank
   * @param priority as in {@link EmbeddingService#embed(String, Priority, String)}, as are task and
   *     result
   */
  public CompletableFuture<ModelOutcome<Classification>> classify(
      String normalisedText, LabelChoice labels, Priority priority, String task) {
    if (normalisedText.isBlank()) {
      throw new IllegalArgumentException("A blank text has no labels; clear the value instead");
    }
    return service.ask(labels, normalisedText, priority, task);
  }

  /** As {@link EmbeddingService#pause}. */
  public void pause() {
    service.pause();
  }

  /** As {@link EmbeddingService#resume}. */
  public void resume() {
    service.resume();
  }

  /** Texts that wait for the model; those in a batch under way are not among them. */
  public int waiting() {
    return service.waiting();
  }

  /** As {@link EmbeddingService#close}. */
  @Override
  public void close() {
    service.close();
  }
}
