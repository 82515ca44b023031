package io.millrace.matching;

/** Scores how close two texts are: by vectors where that is allowed, by words else. */
final class TextComparison {
  private final Factor factor;
  private final TextWeights weights;
  private final Calibration calibration;

  TextComparison(Factor factor, TextWeights weights, Calibration calibration) {
    this.factor = factor;
    this.weights = weights;
    this.calibration = calibration;
  }

  /**
   * Compares two texts.
   *
   * @param sameModel whether the vectors of both come from one model version (invariant 5)
   */
  FactorScore score(ScoredText one, ScoredText other, boolean sameModel) {
    double cosine = sameModel ? cosine(one, other) : Double.NaN;
    if (Double.isNaN(cosine)) {
      return byWords(one.words(), other.words());
    }
    double raw = Rounding.round(cosine);
    return FactorScore.measured(
        factor, raw, calibration.score(raw), weights.semantic(), Method.SEMANTIC);
  }

  private static double cosine(ScoredText one, ScoredText other) {
    float[] a = one.vector();
    float[] b = other.vector();
    return a == null || b == null ? Double.NaN : Cosine.between(a, b);
  }

  // Seed 001 §1.3: shared words over the number of words of the side that has fewer.
  private FactorScore byWords(WordList one, WordList other) {
    if (one.isEmpty() || other.isEmpty()) {
      return FactorScore.neutral(factor, weights.overlap());
    }
    double raw = Rounding.round((double) one.shared(other) / Math.min(one.size(), other.size()));
    return FactorScore.measured(factor, raw, 10 * raw, weights.overlap(), Method.OVERLAP);
  }
}
