package io.millrace.inference.similarity;

import java.util.List;

/**
 * The direction in which the vectors of a row's texts point together.
 *
 * <p>A text counts by its length, as it would if all were embedded as one. Embedding each by itself
 * is as accurate and much cheaper: the vectors of most columns are computed anyway, and an edit of
 * one column leaves the others' as they are.
 */
final class MeanDirection {
  /** What a model reads of a text, about; what is longer counts no more. */
  private static final int MOST_CHARACTERS = 1_000;

  private MeanDirection() {}

  /**
   * The weighted mean, scaled to length 1.
   *
   * @param texts at least one, none empty
   * @param vectors of the texts, of length 1
   */
  static float[] of(List<String> texts, List<float[]> vectors) {
    float[] sum = new float[vectors.get(0).length];
    for (int text = 0; text < texts.size(); text++) {
      int weight = Math.min(texts.get(text).length(), MOST_CHARACTERS);
      float[] vector = vectors.get(text);
      for (int index = 0; index < sum.length; index++) {
        sum[index] += weight * vector[index];
      }
    }
    return scaled(sum);
  }

  private static float[] scaled(float[] sum) {
    double squaredLength = 0;
    for (float component : sum) {
      squaredLength += (double) component * component;
    }
    // Opposite vectors of equal weight have no direction; they stay zeros and say nothing.
    float length = (float) Math.max(Math.sqrt(squaredLength), Float.MIN_NORMAL);
    for (int index = 0; index < sum.length; index++) {
      sum[index] /= length;
    }
    return sum;
  }
}
