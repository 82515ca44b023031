package io.millrace.matching;

/**
 * The weights of a factor that compares texts.
 *
 * @param semantic where vectors are compared, 0 or more
 * @param overlap where words are compared, or nothing can be, 0 or more
 */
public record TextWeights(double semantic, double overlap) {
  public TextWeights {
    Weights.require("semantic", semantic);
    Weights.require("overlap", overlap);
  }

  double least() {
    return Math.min(semantic, overlap);
  }
}
