package io.millrace.inference;

import io.millrace.inference.Classification.LabelScore;
import io.millrace.inference.ModelOutcome.Answered;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Asks a second model where the first cannot answer, or is not sure. An answer of the second names
 * it in its provenance, with the mark {@link Provenance#FALLBACK}; of two unsure answers the surer
 * one is taken. What both cannot answer now waits for the first. Threadsafe.
 */
public final class FallbackClassificationModel implements ClassificationModel {
  private final ClassificationModel primary;
  private final ClassificationModel secondary;
  private final double below;

  /**
   * @param below confidence of the first label, 0 to 1, under which the second model is asked; 0
   *     for never
   */
  public FallbackClassificationModel(
      ClassificationModel primary, ClassificationModel secondary, double below) {
    this.primary = primary;
    this.secondary = secondary;
    this.below = below;
  }

  /** That of the first model: a change of either model's settings is a change of the task. */
  @Override
  public ModelDescription description() {
    ModelDescription first = primary.description();
    return new ModelDescription(
        first.name(),
        first.revision(),
        first.dimensions(),
        first.maximumTokens(),
        "%s/below-%s/%s"
            .formatted(first.preprocessing(), below, secondary.description().fingerprint()));
  }

  @Override
  public ModelLimits limits() {
    return primary.limits();
  }

  @Override
  public String provider() {
    return primary.provider();
  }

  /** That of the first; {@link ProviderHealth#retryAfter} is the sooner of both. */
  @Override
  public ProviderHealth health() {
    return FallbackHealth.of(primary, secondary);
  }

  @Override
  public boolean countRequests(ModelMetrics metrics) {
    return RequestCounting.both(primary, secondary, metrics);
  }

  @Override
  public CompletionStage<List<ModelOutcome<Classification>>> classify(
      List<String> texts, LabelChoice labels) {
    return primary.classify(texts, labels).thenCompose(first -> complete(texts, labels, first));
  }

  private CompletionStage<List<ModelOutcome<Classification>>> complete(
      List<String> texts, LabelChoice labels, List<ModelOutcome<Classification>> first) {
    List<Integer> open = new ArrayList<>();
    for (int index = 0; index < first.size(); index++) {
      if (!isGood(first.get(index))) {
        open.add(index);
      }
    }
    if (open.isEmpty()) {
      return CompletableFuture.completedFuture(first);
    }
    return secondary
        .classify(open.stream().map(texts::get).toList(), labels)
        .thenApply(second -> merge(first, open, second));
  }

  private boolean isGood(ModelOutcome<Classification> outcome) {
    return outcome instanceof Answered<Classification> answered
        && confidence(answered.value()) >= below;
  }

  private static double confidence(Classification classification) {
    return classification.scores().stream().mapToDouble(LabelScore::confidence).max().orElse(0);
  }

  private static List<ModelOutcome<Classification>> merge(
      List<ModelOutcome<Classification>> first,
      List<Integer> open,
      List<ModelOutcome<Classification>> second) {
    List<ModelOutcome<Classification>> merged = new ArrayList<>(first);
    for (int place = 0; place < open.size(); place++) {
      int index = open.get(place);
      merged.set(index, better(first.get(index), second.get(place)));
    }
    return merged;
  }

  private static ModelOutcome<Classification> better(
      ModelOutcome<Classification> first, ModelOutcome<Classification> second) {
    if (!(second instanceof Answered<Classification> fallback)) {
      return first;
    }
    boolean isFirstSurer =
        first instanceof Answered<Classification> answered
            && confidence(answered.value()) >= confidence(fallback.value());
    return isFirstSurer
        ? first
        : new Answered<>(
            fallback.value(), fallback.provenance().marked(List.of(Provenance.FALLBACK)));
  }

  @Override
  public void close() {
    primary.close();
    secondary.close();
  }
}
