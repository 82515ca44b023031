package io.millrace.inference.similarity;

import io.millrace.inference.Classification;
import io.millrace.inference.Embedding;
import io.millrace.inference.ModelDescription;
import io.millrace.inference.ModelOutcome;
import io.millrace.inference.ModelOutcome.Answered;
import io.millrace.inference.Provenance;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A {@link SimilarityClassifier} together with the model that embeds for it.
 *
 * <p>Threadsafe. Embeds as many texts a row as {@link SimilarityClassifier#textsToEmbed} names: one
 * for labels that compete, one a column for labels that are judged each by itself.
 */
public final class SimilarityModel {
  private final SimilarityClassifier classifier;
  private final ModelDescription description;

  private SimilarityModel(SimilarityClassifier classifier, ModelDescription description) {
    this.classifier = classifier;
    this.description = description;
  }

  /**
   * Trains a classifier; the texts of the labels whose vectors were not kept are embedded first.
   *
   * @param description of the model behind the vectors
   * @param store of vectors of that model
   * @param embedder embeds a normalised text
   * @param threads where the classifier is computed, a second of a processor
   * @return fails with an {@link io.millrace.inference.InferenceException} if a text of a label was
   *     not embedded
   */
  public static CompletionStage<SimilarityModel> train(
      SimilarityTraining training,
      ModelDescription description,
      LabelVectorStore store,
      Function<String, ? extends CompletionStage<ModelOutcome<Embedding>>> embedder,
      Executor threads) {
    return LabelVectors.of(training.texts(), store, embedder)
        .thenApplyAsync(vectors -> training.train(vectors, description), threads)
        .thenApply(classifier -> new SimilarityModel(classifier, description));
  }

  /** Sixteen hex digits: changes whenever the same texts may be judged in another way. */
  public String fingerprint() {
    return classifier.fingerprint();
  }

  /** The model that embeds. */
  public ModelDescription description() {
    return description;
  }

  /**
   * Classifies the texts of one row together.
   *
   * @param texts raw, of the columns that the task reads, in its order; null is SQL's NULL
   * @param embedder embeds a normalised text, with the model that the labels were embedded with
   * @return the classification, or the outcome of the text that could not be embedded
   */
  public CompletionStage<ModelOutcome<Classification>> classify(
      List<? extends @Nullable String> texts,
      Function<String, ? extends CompletionStage<ModelOutcome<Embedding>>> embedder) {
    List<String> toEmbed = classifier.textsToEmbed(texts);
    if (toEmbed.isEmpty()) {
      return CompletableFuture.completedFuture(
          new Answered<>(new Classification(List.of()), Provenance.of(description, 0, false)));
    }
    return Stages.all(toEmbed.stream().map(embedder).toList())
        .thenApply(outcomes -> judge(texts, outcomes));
  }

  private ModelOutcome<Classification> judge(
      List<? extends @Nullable String> texts, List<ModelOutcome<Embedding>> outcomes) {
    List<float[]> vectors = new ArrayList<>();
    int tokens = 0;
    boolean truncated = false;
    for (ModelOutcome<Embedding> outcome : outcomes) {
      if (!(outcome instanceof Answered<Embedding> answered)) {
        return outcome.map(embedding -> new Classification(List.of()));
      }
      vectors.add(answered.value().vector());
      tokens += answered.provenance().tokens();
      truncated |= answered.provenance().truncated();
    }
    return new Answered<>(
        classifier.classify(texts, vectors), Provenance.of(description, tokens, truncated));
  }
}
