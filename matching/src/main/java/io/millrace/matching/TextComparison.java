package io.millrace.matching;

/**
 * Scores how close a text of the source is to one of the target: by vectors where that is allowed,
 * by words else, neutral where one of them is blank.
 *
 * @param source the source's text
 * @param target the target's text
 */
record TextComparison(
    Factor factor,
    ScoringInput source,
    ScoringInput target,
    FactorWeight weight,
    Calibration calibration)
    implements FactorScorer {
  @Override
  public FactorScore score(ScoringProfile sourceProfile, ScoringProfile targetProfile) {
    ScoredText one = sourceProfile.text(source);
    ScoredText other = targetProfile.text(target);
    // Vectors of two model versions are never compared (invariant 5).
    boolean sameModel =
        sourceProfile.embeddingFingerprint().equals(targetProfile.embeddingFingerprint());
    double cosine = sameModel ? cosine(one, other) : Double.NaN;
    if (Double.isNaN(cosine)) {
      return byWords(one.words(), other.words());
    }
    double raw = Rounding.round(cosine);
    return FactorScore.measured(
        factor, raw, calibration.score(raw), weight.semantic(), Method.SEMANTIC);
  }

  private static double cosine(ScoredText one, ScoredText other) {
    float[] a = one.vector();
    float[] b = other.vector();
    return a == null || b == null ? Double.NaN : Cosine.between(a, b);
  }

  // Seed 001 §1.3: shared words over the number of words of the side that has fewer.
  private FactorScore byWords(WordList one, WordList other) {
    if (one.isEmpty() || other.isEmpty()) {
      return FactorScore.neutral(factor, weight.overlap());
    }
    double raw = Rounding.round((double) one.shared(other) / Math.min(one.size(), other.size()));
    return FactorScore.measured(factor, raw, 10 * raw, weight.overlap(), Method.OVERLAP);
  }
}
