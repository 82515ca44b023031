package io.millrace.plan;

/**
 * The weight of one factor within its dimension.
 *
 * @param semantic the weight where the factor compares vectors, 0 or more
 * @param overlap the weight where it compares words or anything else, 0 or more
 */
public record FactorWeights(double semantic, double overlap) {
  /** One weight, whatever the method. */
  public static FactorWeights single(double weight) {
    return new FactorWeights(weight, weight);
  }

  boolean isZero() {
    return semantic == 0 && overlap == 0;
  }
}
