package io.millrace.inference.similarity;

import java.util.Map;
import java.util.Optional;

/**
 * Vectors of the labels' texts under one model, kept between runs.
 *
 * <p>Threadsafe; may block on a disk. Never fails: what cannot be read was never kept.
 */
public interface LabelVectorStore {
  /** The vector that was kept for a normalised text. */
  Optional<float[]> get(String text);

  /** Keeps vectors by their normalised texts, beside those that were kept before. */
  void keep(Map<String, float[]> vectors);

  /** Keeps nothing. */
  static LabelVectorStore none() {
    return new LabelVectorStore() {
      @Override
      public Optional<float[]> get(String text) {
        return Optional.empty();
      }

      @Override
      public void keep(Map<String, float[]> vectors) {}
    };
  }
}
