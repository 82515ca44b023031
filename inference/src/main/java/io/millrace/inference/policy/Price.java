package io.millrace.inference.policy;

/**
 * What a provider bills, in whatever currency the budget is in.
 *
 * @param perMillionTokens 0 or more
 * @param perMillionInputs 0 or more
 */
public record Price(double perMillionTokens, double perMillionInputs) {
  private static final double MILLION = 1e6;

  /** For nothing. */
  public static final Price FREE = new Price(0, 0);

  /** The cost of a request. */
  public double of(int inputs, long tokens) {
    return inputs * perMillionInputs / MILLION + (double) tokens * perMillionTokens / MILLION;
  }
}
