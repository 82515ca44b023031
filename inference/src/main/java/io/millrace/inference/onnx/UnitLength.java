package io.millrace.inference.onnx;

import java.util.Optional;

/** L2 normalisation. */
final class UnitLength {
  private UnitLength() {}

  /** The vector scaled to length 1; empty if it is zero or not finite. Changes its argument. */
  static Optional<float[]> of(float[] vector) {
    double sumOfSquares = 0;
    for (float component : vector) {
      sumOfSquares += (double) component * component;
    }
    double length = Math.sqrt(sumOfSquares);
    if (!(length > 0) || Double.isInfinite(length)) {
      return Optional.empty();
    }
    for (int index = 0; index < vector.length; index++) {
      vector[index] = (float) (vector[index] / length);
    }
    return Optional.of(vector);
  }
}
