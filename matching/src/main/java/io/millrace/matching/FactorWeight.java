package io.millrace.matching;

/**
 * The weight of one factor within its dimension.
 *
 * @param semantic where vectors are compared, 0 or more
 * @param overlap where they are not, 0 or more
 */
public record FactorWeight(double semantic, double overlap) {
  public FactorWeight {
    Weights.require("semantic", semantic);
    Weights.require("overlap", overlap);
  }

  /** One weight, whatever the method. */
  public static FactorWeight single(double weight) {
    return new FactorWeight(weight, weight);
  }
}
