package io.millrace.inference;

import java.util.concurrent.CompletableFuture;

/**
 * The one way to a model that finds entities, shared by all threads of a process; as {@link
 * EmbeddingService}. Its answers are never stored on disk: names are row text.
 */
public final class EntityService implements AutoCloseable {
  private static final int ENTITY_BYTES = 80;
  private static final String NO_QUESTION = "";

  private final EntityModel model;
  private final ModelService<String, Entities> service;

  /** Serves a model, which it closes when it is closed itself. */
  public EntityService(EntityModel model, ModelServiceSettings settings, ModelMetrics metrics) {
    this.model = model;
    this.service =
        new ModelService<>(
            new ModelUse<>(
                "extraction",
                model,
                (question, texts) -> model.extract(texts),
                question -> question,
                outcome -> outcome,
                EntityService::bytesOf,
                AnswerStore.none()),
            settings,
            metrics);
  }

  private static int bytesOf(Entities entities) {
    return entities.entities().stream()
        .mapToInt(entity -> ENTITY_BYTES + entity.text().length() * Character.BYTES)
        .sum();
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
   * Finds the entities of a text.
   *
   * @param normalisedText as {@link TextNormalizer} leaves it, never blank
   * @param priority as in {@link EmbeddingService#embed(String, Priority, String)}, as are task and
   *     result
   */
  public CompletableFuture<ModelOutcome<Entities>> extract(
      String normalisedText, Priority priority, String task) {
    if (normalisedText.isBlank()) {
      throw new IllegalArgumentException("A blank text has no entities; clear the value instead");
    }
    return service.ask(NO_QUESTION, normalisedText, priority, task);
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
