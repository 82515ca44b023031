package io.millrace.inference.similarity;

import io.millrace.inference.Embedding;
import io.millrace.inference.InferenceException;
import io.millrace.inference.ModelOutcome;
import io.millrace.inference.ModelOutcome.Answered;
import io.millrace.inference.ModelOutcome.Rejected;
import io.millrace.inference.ModelOutcome.RetryLater;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Finds the vectors of the labels' texts: those that were kept, and those of the model. */
final class LabelVectors {
  private final List<String> texts;
  private final LabelVectorStore store;
  private final Map<String, float[]> vectors = new HashMap<>();

  private LabelVectors(List<String> texts, LabelVectorStore store) {
    this.texts = texts;
    this.store = store;
    texts.forEach(text -> store.get(text).ifPresent(vector -> vectors.put(text, vector)));
  }

  /**
   * The vectors, in the order of the texts; what was not kept is embedded, and kept.
   *
   * @return fails with an {@link InferenceException} if a text was not embedded
   */
  static CompletionStage<List<float[]>> of(
      List<String> texts,
      LabelVectorStore store,
      Function<String, ? extends CompletionStage<ModelOutcome<Embedding>>> embedder) {
    LabelVectors known = new LabelVectors(texts, store);
    List<String> missing = known.missing();
    return Stages.all(missing.stream().map(embedder).toList())
        .thenApply(outcomes -> known.with(missing, outcomes));
  }

  private List<String> missing() {
    return texts.stream().filter(text -> !vectors.containsKey(text)).toList();
  }

  private List<float[]> with(List<String> missing, List<ModelOutcome<Embedding>> outcomes) {
    Map<String, float[]> fresh = new HashMap<>();
    for (int index = 0; index < missing.size(); index++) {
      fresh.put(missing.get(index), vectorOf(outcomes.get(index)));
    }
    if (!fresh.isEmpty()) {
      store.keep(fresh);
    }
    vectors.putAll(fresh);
    return texts.stream().map(text -> Objects.requireNonNull(vectors.get(text))).toList();
  }

  private static float[] vectorOf(ModelOutcome<Embedding> outcome) {
    if (outcome instanceof Answered<Embedding> answered) {
      return answered.value().vector();
    }
    if (outcome instanceof RetryLater<Embedding> later) {
      throw missing(later.reason());
    }
    throw missing(((Rejected<Embedding>) outcome).reason());
  }

  private static InferenceException missing(String reason) {
    return new InferenceException(
        "The texts of the labels cannot be embedded (" + reason + "), so nothing is classified.");
  }
}
