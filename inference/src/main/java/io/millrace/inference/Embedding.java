package io.millrace.inference;

import java.util.Arrays;

/**
 * A vector of length 1.
 *
 * @param vector finite components, L2-normalised; shared between callers, so never to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // 384 boxed floats are no way to hold a vector
public record Embedding(float[] vector) {
  private static final double LENGTH_TOLERANCE = 1e-3;

  /** Refuses what is not of length 1, so that no zeros and no NaN go any further. */
  public Embedding {
    double length = lengthOf(vector);
    if (!(Math.abs(length - 1) <= LENGTH_TOLERANCE)) {
      throw new IllegalArgumentException(
          "An embedding must have length 1, but this one has " + length);
    }
  }

  private static double lengthOf(float[] vector) {
    double sumOfSquares = 0;
    for (float component : vector) {
      sumOfSquares += (double) component * component;
    }
    return Math.sqrt(sumOfSquares);
  }

  /** How many components there are. */
  public int dimensions() {
    return vector.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Embedding that && Arrays.equals(vector, that.vector);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(vector);
  }

  /** Without the components: a vector gives away much of its text. */
  @Override
  public String toString() {
    return "Embedding[dimensions=%d]".formatted(vector.length);
  }
}
