package io.millrace.inference.similarity;

import java.util.Arrays;

/** Turns evidence into shares of 1 and into odds. */
final class Shares {
  /** Keeps logarithms finite. */
  private static final double SMALLEST = 1e-9;

  private Shares() {}

  /** The softmax of evidence times a factor. */
  static double[] of(double[] evidence, double factor) {
    double most = Arrays.stream(evidence).max().orElse(0);
    double[] shares =
        Arrays.stream(evidence).map(value -> Math.exp(factor * (value - most))).toArray();
    double total = Arrays.stream(shares).sum();
    return Arrays.stream(shares).map(share -> share / total).toArray();
  }

  /** The logarithm of share to rest, for each share. */
  static double[] logOdds(double[] shares) {
    return Arrays.stream(shares).map(Shares::logOdds).toArray();
  }

  private static double logOdds(double share) {
    return Math.log(Math.max(share, SMALLEST) / Math.max(1 - share, SMALLEST));
  }

  /** Evidence less its mean. */
  static double[] centred(double[] evidence) {
    double mean = Arrays.stream(evidence).average().orElse(0);
    return Arrays.stream(evidence).map(value -> value - mean).toArray();
  }
}
