package io.millrace.app.pairs;

import io.millrace.inference.EmbeddingModel;
import io.millrace.inference.EmbeddingModels;
import io.millrace.inference.ProviderSettings;
import io.millrace.inference.TextNormalizer;
import io.millrace.matching.LabelSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one embedding model makes of pairs.
 *
 * @param vectors of all their texts
 * @param labels space of the plan's labels by this model
 */
record PairModel(TextVectors vectors, LabelSpace labels) {
  /**
   * Embeds all texts; loads the model and frees it again.
   *
   * @param labels descriptions of the plan's labels
   * @throws io.millrace.inference.InferenceException where the model cannot be loaded
   */
  static PairModel of(String name, List<LabelledPair> pairs, List<String> labels) {
    List<String> descriptions =
        labels.stream().map(TextNormalizer::normalize).flatMap(Optional::stream).toList();
    List<String> texts = new ArrayList<>(TextVectors.textsOf(pairs));
    texts.addAll(descriptions);
    try (EmbeddingModel model = EmbeddingModels.open(name, ProviderSettings.defaults())) {
      TextVectors vectors = TextVectors.of(model, texts);
      return new PairModel(vectors, LabelSpace.of(descriptions.stream().map(vectors::of).toList()));
    }
  }

  /** The cosine of both texts. */
  double cosine(String a, String b) {
    return dot(vectors.of(a), vectors.of(b));
  }

  /** The cosine of both texts with emphasis on what the labels span. */
  double emphasised(String a, String b) {
    return dot(labels.emphasise(vectors.of(a)), labels.emphasise(vectors.of(b)));
  }

  // Both are of length 1.
  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int index = 0; index < a.length; index++) {
      sum += (double) a[index] * b[index];
    }
    return sum;
  }
}
