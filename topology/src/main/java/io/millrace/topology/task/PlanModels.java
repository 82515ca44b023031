package io.millrace.topology.task;

import io.millrace.inference.Embedding;
import io.millrace.inference.ModelDescription;
import io.millrace.inference.ModelOutcome;
import io.millrace.inference.Priority;
import io.millrace.inference.credentials.CredentialsExtractor;
import io.millrace.inference.similarity.LabelVectorStore;
import io.millrace.plan.ClassifierChoice;
import io.millrace.plan.ClassifyTask;
import io.millrace.plan.ExtractTask;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** The models that a plan names, put together for its tasks. */
public final class PlanModels implements TaskModels {
  private final ModelDescription embeddingModel;
  private final TextEmbedder embedder;
  private final LabelVectorStore labelVectors;
  private final ModelLookup lookup;
  private final TaskExecutor threads;
  private final TaskMetrics metrics;
  private final CountedTexts counted = new CountedTexts();

  /**
   * Where models are found by their published names; called once for each task that names one.
   *
   * @param labels models for zero-shot classification
   * @param entities models for named entities
   */
  public record ModelLookup(
      Function<String, LabelModel> labels, Function<String, EntityFinder> entities) {
    /** Knows no model; what it is asked for is refused so. */
    public static ModelLookup refusing(Function<String, ? extends RuntimeException> refusal) {
      return new ModelLookup(
          name -> {
            throw refusal.apply(name);
          },
          name -> {
            throw refusal.apply(name);
          });
    }
  }

  /** The same, embedding the labels at each start. */
  public PlanModels(
      ModelDescription embeddingModel,
      TextEmbedder embedder,
      ModelLookup lookup,
      TaskExecutor threads,
      TaskMetrics metrics) {
    this(embeddingModel, embedder, LabelVectorStore.none(), lookup, threads, metrics);
  }

  /**
   * @param embedder by the embedding model
   * @param labelVectors of the embedding model, kept between runs
   * @param threads where tasks compute
   * @param metrics counts what they compute themselves
   */
  public PlanModels(
      ModelDescription embeddingModel,
      TextEmbedder embedder,
      LabelVectorStore labelVectors,
      ModelLookup lookup,
      TaskExecutor threads,
      TaskMetrics metrics) {
    this.embeddingModel = embeddingModel;
    this.embedder = embedder;
    this.labelVectors = labelVectors;
    this.lookup = lookup;
    this.threads = threads;
    this.metrics = metrics;
  }

  @Override
  public ModelDescription embeddingModel() {
    return embeddingModel;
  }

  @Override
  public TextEmbedder embedder() {
    return new CountedEmbedder(embedder, counted, metrics);
  }

  @Override
  public TextClassifier classifier(ClassifyTask task) {
    return FallbackClassifier.of(task.classifier(), model -> classifier(task, model));
  }

  private TextClassifier classifier(ClassifyTask task, String model) {
    return model.equals(ClassifierChoice.SIMILARITY)
        ? new SimilarityTask(
            task,
            embeddingModel,
            this::embedWithin,
            labelVectors,
            threads,
            new TaskCalls(metrics, task.column()))
        : new ModelClassifier(task, lookup.labels().apply(model));
  }

  /** What follows an embedding goes on where tasks compute, not on the model's thread. */
  private CompletionStage<ModelOutcome<Embedding>> embedWithin(
      String text, Priority priority, String task) {
    counted.embedWithin(text);
    return embedder
        .embed(text, priority, TextEmbedder.WITHIN_A_TASK)
        .thenApplyAsync(Function.identity(), work -> threads.execute(priority, work));
  }

  @Override
  public TextExtractor extractor(ExtractTask task) {
    return new CredentialsTask(
        new CredentialsExtractor(),
        task.entities().map(lookup.entities()).orElse(null),
        new TaskCalls(metrics, task.column()));
  }
}
