package io.millrace.inference;

import io.millrace.inference.ModelOutcome.Answered;
import io.millrace.inference.ModelOutcome.Rejected;
import io.millrace.inference.ModelOutcome.RetryLater;
import java.util.concurrent.CompletableFuture;

/**
 * The one way to an embedding model that all threads of a process share: equal texts share a call,
 * repeats come from a cache, and the rest goes to the model in batches, fresh before backlog.
 *
 * <p>Threadsafe. {@link #embed} never blocks on the model; nothing waits for a batch to fill: what
 * is there when the model is free goes. A future never fails: a fault is a {@link ModelOutcome}.
 * Futures complete on the service's thread or the model's, so what depends on them must not block.
 * The number of waiting texts is bounded by the callers only.
 */
public final class EmbeddingService implements AutoCloseable {
  private static final String ANY_TASK = "embed";
  private static final String NO_QUESTION = "";

  private final EmbeddingModel model;
  private final ModelService<String, Embedding> service;

  /** Serves a model, which it closes when it is closed itself. */
  public EmbeddingService(
      EmbeddingModel model, ModelServiceSettings settings, ModelMetrics metrics) {
    this(model, settings, metrics, AnswerStore.none());
  }

  /** Serves a model, with a store that is asked before the model and stays open. */
  public EmbeddingService(
      EmbeddingModel model,
      ModelServiceSettings settings,
      ModelMetrics metrics,
      AnswerStore<Embedding> store) {
    this.model = model;
    int dimensions = model.description().dimensions();
    this.service =
        new ModelService<>(
            new ModelUse<>(
                "embedding",
                model,
                (question, texts) -> model.embed(texts),
                question -> question,
                outcome -> check(outcome, dimensions),
                embedding -> embedding.dimensions() * Float.BYTES,
                store),
            settings,
            metrics);
  }

  private static ModelOutcome<Embedding> check(ModelOutcome<Embedding> outcome, int dimensions) {
    if (outcome instanceof Answered<Embedding> embedded
        && embedded.value().dimensions() != dimensions) {
      return new Rejected<>(
          "wrong_dimensions",
          "The model gave %d dimensions instead of %d."
              .formatted(embedded.value().dimensions(), dimensions));
    }
    return outcome;
  }

  /** The model behind this service. */
  public ModelDescription description() {
    return model.description();
  }

  /** Whether the model's provider answers at present. */
  public ProviderHealth health() {
    return model.health();
  }

  /** Embeds a text under the task name "embed"; see {@link #embed(String, Priority, String)}. */
  public CompletableFuture<ModelOutcome<Embedding>> embed(
      String normalisedText, Priority priority) {
    return embed(normalisedText, priority, ANY_TASK);
  }

  /**
   * Embeds a text.
   *
   * @param normalisedText as {@link TextNormalizer} leaves it, never blank
   * @param priority takes an equal text forward that waits for somebody else
   * @param task label for metrics; the first caller of a shared text is the one that counts
   * @return of its own for each caller: to cancel it harms no other, and when all callers of a text
   *     that still waits have done so, the model is not asked; {@link RetryLater} with reason
   *     {@code closed} after {@link #close}
   */
  public CompletableFuture<ModelOutcome<Embedding>> embed(
      String normalisedText, Priority priority, String task) {
    if (normalisedText.isBlank()) {
      throw new IllegalArgumentException("A blank text has no embedding; clear the vector instead");
    }
    return service.ask(NO_QUESTION, normalisedText, priority, task);
  }

  /**
   * Takes an embedding that this very model made before, as the row that it stands in remembers it,
   * so that the model is not asked for it again while it is in the cache.
   *
   * @param normalisedText as {@link TextNormalizer} leaves it
   * @param answer of the model's dimensions, else it is passed over
   */
  public void remember(String normalisedText, Answered<Embedding> answer) {
    if (check(answer, model.description().dimensions()) == answer) {
      service.remember(NO_QUESTION, normalisedText, answer);
    }
  }

  /**
   * Asks the model nothing until {@link #resume}; a batch under way is finished. Texts wait, and
   * what is remembered is answered. Pausing twice is harmless.
   */
  public void pause() {
    service.pause();
  }

  /** Asks the model again: what waits goes out, fresh before backlog. */
  public void resume() {
    service.resume();
  }

  /** Has the model asked again the next time, whatever it answered to this text before. */
  public void forget(String normalisedText) {
    service.forget(NO_QUESTION, normalisedText);
  }

  /** Texts that wait for the model; those in a batch under way are not among them. */
  public int waiting() {
    return service.waiting();
  }

  /**
   * Answers what waits with {@link RetryLater}, waits for requests under way as long as the
   * settings say, answers those that are left likewise, and closes the model. Closing twice is
   * harmless. Not to be called by what depends on a future of this service: it would wait for
   * itself.
   */
  @Override
  public void close() {
    service.close();
  }
}
