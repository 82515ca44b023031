package io.millrace.app.pairs;

import io.millrace.app.UserException;
import io.millrace.inference.Embedding;
import io.millrace.inference.EmbeddingModel;
import io.millrace.inference.ModelOutcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Vectors of texts, each text embedded once. */
final class TextVectors {
  private static final int BATCH = 32;

  private final Map<String, float[]> vectors = new LinkedHashMap<>();

  private TextVectors() {}

  /**
   * Embeds texts and waits for the model.
   *
   * @param texts normalised, not blank
   * @throws UserException where the model refuses one
   */
  static TextVectors of(EmbeddingModel model, List<String> texts) {
    Set<String> distinct = new LinkedHashSet<>(texts);
    List<String> open = List.copyOf(distinct);
    TextVectors result = new TextVectors();
    for (int start = 0; start < open.size(); start += BATCH) {
      result.add(model, open.subList(start, Math.min(open.size(), start + BATCH)));
    }
    return result;
  }

  private void add(EmbeddingModel model, List<String> batch) {
    List<ModelOutcome<Embedding>> outcomes = model.embed(batch).toCompletableFuture().join();
    for (int index = 0; index < batch.size(); index++) {
      vectors.put(batch.get(index), vector(outcomes.get(index)));
    }
  }

  private static float[] vector(ModelOutcome<Embedding> outcome) {
    return outcome
        .answer()
        .orElseThrow(() -> UserException.failure("The model refused to embed one of the texts."))
        .value()
        .vector();
  }

  /**
   * The vector of a text.
   *
   * @throws IllegalArgumentException where it was not embedded
   */
  float[] of(String text) {
    float[] vector = vectors.get(text);
    if (vector == null) {
      throw new IllegalArgumentException("this text was not embedded");
    }
    return vector;
  }

  /** Both texts of all pairs. */
  static List<String> textsOf(List<LabelledPair> pairs) {
    List<String> texts = new ArrayList<>();
    for (LabelledPair pair : pairs) {
      texts.add(pair.a());
      texts.add(pair.b());
    }
    return texts;
  }
}
