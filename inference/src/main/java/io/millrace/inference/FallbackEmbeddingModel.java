package io.millrace.inference;

import io.millrace.inference.ModelOutcome.Answered;
import io.millrace.inference.ModelOutcome.RetryLater;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a second provider of the very same model while the first cannot answer. Vectors of two
 * models must never meet, so the second is used only once both have given the same vector for a
 * sentence. Its answers carry the mark {@link Provenance#FALLBACK}. Threadsafe.
 */
public final class FallbackEmbeddingModel implements EmbeddingModel {
  private static final Logger LOGGER = LoggerFactory.getLogger(FallbackEmbeddingModel.class);

  private final EmbeddingModel primary;
  private final EmbeddingModel secondary;
  private volatile @Nullable Boolean same;

  private FallbackEmbeddingModel(EmbeddingModel primary, EmbeddingModel secondary) {
    this.primary = primary;
    this.secondary = secondary;
  }

  /**
   * Joins two providers of a model; asks both for a vector, on this thread.
   *
   * @throws InferenceException if they give vectors of different models
   */
  public static FallbackEmbeddingModel of(EmbeddingModel primary, EmbeddingModel secondary) {
    FallbackEmbeddingModel joined = new FallbackEmbeddingModel(primary, secondary);
    joined.compare().toCompletableFuture().join();
    if (Boolean.FALSE.equals(joined.same)) {
      joined.close();
      throw new InferenceException(
          ("%s and %s give different vectors for one sentence, so %s cannot stand in for %s in"
                  + " millrace.embedding.provider: it has to be the same model.")
              .formatted(
                  primary.provider(),
                  secondary.provider(),
                  secondary.provider(),
                  primary.provider()));
    }
    return joined;
  }

  private CompletionStage<?> compare() {
    List<String> sentence = List.of(Parity.SENTENCE);
    return primary
        .embed(sentence)
        .thenCombine(
            secondary.embed(sentence), (first, second) -> judge(first.get(0), second.get(0)))
        .exceptionally(failure -> null);
  }

  private @Nullable Void judge(ModelOutcome<Embedding> first, ModelOutcome<Embedding> second) {
    Optional<Answered<Embedding>> one = first.answer();
    Optional<Answered<Embedding>> two = second.answer();
    if (one.isPresent() && two.isPresent()) {
      same = Parity.holds(one.get().value(), two.get().value());
      if (Boolean.FALSE.equals(same)) {
        LOGGER.error(
            "The fallback of {} gives other vectors and is not used", description().name());
      }
    }
    return null;
  }

  @Override
  public ModelDescription description() {
    return primary.description();
  }

  @Override
  public ModelLimits limits() {
    return primary.limits();
  }

  @Override
  public String provider() {
    return primary.provider();
  }

  /** That of the first; askable while either is, if the second may stand in. */
  @Override
  public ProviderHealth health() {
    return Boolean.TRUE.equals(same) ? FallbackHealth.of(primary, secondary) : primary.health();
  }

  /** Both count if they can; then the batches of one in this process are no requests. */
  @Override
  public boolean countRequests(ModelMetrics metrics) {
    boolean secondaryCounts = secondary.countRequests(metrics);
    return primary.countRequests(metrics) || secondaryCounts;
  }

  @Override
  public CompletionStage<List<ModelOutcome<Embedding>>> embed(List<String> texts) {
    return primary.embed(texts).thenCompose(first -> complete(texts, first));
  }

  private CompletionStage<List<ModelOutcome<Embedding>>> complete(
      List<String> texts, List<ModelOutcome<Embedding>> first) {
    List<Integer> open = new ArrayList<>();
    for (int index = 0; index < first.size(); index++) {
      if (first.get(index) instanceof RetryLater<Embedding>) {
        open.add(index);
      }
    }
    if (open.isEmpty()) {
      // A first provider that came up later is compared as soon as it answers.
      return same == null ? compare().thenApply(unused -> first) : done(first);
    }
    if (!Boolean.TRUE.equals(same)) {
      return done(first);
    }
    return secondary
        .embed(open.stream().map(texts::get).toList())
        .thenApply(second -> merge(first, open, second));
  }

  private static CompletionStage<List<ModelOutcome<Embedding>>> done(
      List<ModelOutcome<Embedding>> outcomes) {
    return CompletableFuture.completedFuture(outcomes);
  }

  private static List<ModelOutcome<Embedding>> merge(
      List<ModelOutcome<Embedding>> first,
      List<Integer> open,
      List<ModelOutcome<Embedding>> second) {
    List<ModelOutcome<Embedding>> merged = new ArrayList<>(first);
    for (int place = 0; place < open.size(); place++) {
      if (second.get(place) instanceof Answered<Embedding> answered) {
        merged.set(
            open.get(place),
            new Answered<>(
                answered.value(), answered.provenance().marked(List.of(Provenance.FALLBACK))));
      }
    }
    return merged;
  }

  @Override
  public void close() {
    primary.close();
    secondary.close();
  }
}
