package io.millrace.matching;

import java.util.ArrayList;
import java.util.List;

/**
 * The directions of an embedding space in which the labels of a plan lie: what texts say about
 * markets and offers, rather than which words they use.
 *
 * <p>Emphasis adds to a vector several times its projection onto these directions and brings it to
 * length 1 again. It is linear up to the length, so cosines of emphasised vectors compare as those
 * of plain ones do; but vectors of different label spaces must never be compared, nor an emphasised
 * with a plain one. Measured in decision 33. Immutable and threadsafe.
 */
public final class LabelSpace {
  /** How often the projection is added; the gain flattens from here on. */
  public static final double EMPHASIS = 3;

  // A label that lies this close to the span of the others adds noise, no direction.
  private static final double LEAST_NEW_LENGTH = 1e-3;

  private final List<double[]> basis;

  private LabelSpace(List<double[]> basis) {
    this.basis = List.copyOf(basis);
  }

  /**
   * The space that labels span.
   *
   * @param labels embeddings of the labels' descriptions, by one model, of one length; none gives a
   *     space that changes nothing
   * @throws IllegalArgumentException where the lengths differ
   */
  public static LabelSpace of(List<float[]> labels) {
    List<double[]> basis = new ArrayList<>();
    for (float[] label : labels) {
      requireLength(labels.get(0).length, label);
      double[] rest = doubles(label);
      double before = length(rest);
      // Twice, since one pass leaves rounding errors where labels are alike.
      subtractProjection(basis, rest);
      subtractProjection(basis, rest);
      double length = length(rest);
      if (length > LEAST_NEW_LENGTH * before) {
        scale(rest, 1 / length);
        basis.add(rest);
      }
    }
    return new LabelSpace(basis);
  }

  /** Number of independent directions. */
  public int directions() {
    return basis.size();
  }

  /**
   * The vector with emphasis, of length 1.
   *
   * @param vector of the labels' model, finite; not changed
   * @throws IllegalArgumentException where it has another length than the labels
   */
  public float[] emphasise(float[] vector) {
    double[] result = doubles(vector);
    for (double[] direction : basis) {
      requireLength(direction.length, vector);
      // The directions are at right angles, so what was added along one changes no other share.
      add(result, direction, EMPHASIS * dot(direction, result));
    }
    double length = length(result);
    scale(result, length > 0 ? 1 / length : 0);
    return floats(result);
  }

  private static void subtractProjection(List<double[]> basis, double[] vector) {
    for (double[] direction : basis) {
      add(vector, direction, -dot(direction, vector));
    }
  }

  private static void add(double[] vector, double[] direction, double factor) {
    for (int index = 0; index < vector.length; index++) {
      vector[index] += factor * direction[index];
    }
  }

  private static double dot(double[] one, double[] other) {
    double sum = 0;
    for (int index = 0; index < one.length; index++) {
      sum += one[index] * other[index];
    }
    return sum;
  }

  private static double length(double[] vector) {
    return Math.sqrt(dot(vector, vector));
  }

  private static void scale(double[] vector, double factor) {
    for (int index = 0; index < vector.length; index++) {
      vector[index] *= factor;
    }
  }

  private static double[] doubles(float[] vector) {
    double[] copy = new double[vector.length];
    for (int index = 0; index < copy.length; index++) {
      copy[index] = vector[index];
    }
    return copy;
  }

  private static float[] floats(double[] vector) {
    float[] copy = new float[vector.length];
    for (int index = 0; index < copy.length; index++) {
      copy[index] = (float) vector[index];
    }
    return copy;
  }

  private static void requireLength(int length, float[] vector) {
    if (vector.length != length) {
      throw new IllegalArgumentException(
          "Vectors of %d and %d dimensions are not of one model".formatted(length, vector.length));
    }
  }
}
