package io.millrace.inference;

/** Whether two models give the same vectors: decided by one sentence, whose vector is known. */
public final class Parity {
  /**
   * Plain words that every model knows; never changed, or all stored vectors of it would differ.
   */
  public static final String SENTENCE =
      "The miller opens the gate, the river turns the wheel, and the grain becomes flour.";

  /** What differs less than this is rounding. */
  private static final double LEAST_COSINE = 0.999;

  private Parity() {}

  /** The cosine of two vectors of length 1; 0 if they have different dimensions. */
  public static double cosine(Embedding left, Embedding right) {
    if (left.dimensions() != right.dimensions()) {
      return 0;
    }
    double sum = 0;
    for (int index = 0; index < left.dimensions(); index++) {
      sum += (double) left.vector()[index] * right.vector()[index];
    }
    return sum;
  }

  /** Whether two vectors of {@link #SENTENCE} come from the same model. */
  public static boolean holds(Embedding left, Embedding right) {
    return cosine(left, right) > LEAST_COSINE;
  }
}
