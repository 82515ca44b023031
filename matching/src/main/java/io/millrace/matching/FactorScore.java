package io.millrace.matching;

import org.jspecify.annotations.Nullable;

/**
 * The score of one factor in one direction.
 *
 * @param factor which
 * @param raw what was measured, four decimals: a cosine, a share of words, steps between tiers, a
 *     number of platforms; null where nothing could be measured
 * @param score 0 to 10, four decimals
 * @param weight its share among the dimension's factors, 0 or more
 * @param method how the score came about
 */
public record FactorScore(
    Factor factor, @Nullable Double raw, double score, double weight, Method method) {
  /** The score of a factor that lacks data: the middle, so that it neither lifts nor sinks. */
  static final double NEUTRAL_SCORE = 5.0;

  static FactorScore measured(
      Factor factor, double raw, double score, double weight, Method method) {
    return new FactorScore(factor, raw, Rounding.round(score), weight, method);
  }

  static FactorScore neutral(Factor factor, double weight) {
    return new FactorScore(factor, null, NEUTRAL_SCORE, weight, Method.NEUTRAL);
  }
}
