package io.millrace.matching;

/** Cosine of the angle between two vectors. */
final class Cosine {
  private Cosine() {}

  /**
   * The cosine, whatever the lengths of the vectors: those that come back from int8 are not unit
   * vectors.
   *
   * @return -1 to 1; NaN where it is not defined: dimensions differ, a vector is all zeros, or a
   *     component is not finite
   */
  static double between(float[] a, float[] b) {
    if (a.length != b.length) {
      return Double.NaN;
    }
    double dot = 0;
    double squareA = 0;
    double squareB = 0;
    for (int index = 0; index < a.length; index++) {
      double componentA = a[index];
      double componentB = b[index];
      dot += componentA * componentB;
      squareA += componentA * componentA;
      squareB += componentB * componentB;
    }
    // Zero lengths give 0/0, infinite components inf/inf: NaN, as promised.
    double cosine = dot / (Math.sqrt(squareA) * Math.sqrt(squareB));
    return Math.max(-1, Math.min(1, cosine));
  }
}
