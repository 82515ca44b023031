package io.millrace.matching;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Scores an amount of the target: low + (10 − low) × share, where the share rises from 0 at nothing
 * to 1 at the amount that says all, and stays there.
 *
 * @param factor which
 * @param reading the amount; null: not known; a negative one counts as 0
 * @param scale how the share rises
 * @param full the amount that says all, more than 0
 * @param low the score of nothing, 0 to 10
 * @param missing what an unknown amount counts as
 * @param weight of the factor
 */
record Amount(
    Factor factor,
    Function<ScoringProfile, @Nullable Double> reading,
    Scale scale,
    double full,
    double low,
    Missing missing,
    double weight)
    implements FactorScorer {
  /** How the share rises with the amount. */
  enum Scale {
    /** In proportion. */
    LINEAR,
    /** With the logarithm of the amount and one: ten times as many count as one step more. */
    LOGARITHMIC
  }

  /** What an unknown amount counts as. */
  enum Missing {
    /** As nothing: the column is there, and it is empty. */
    NOTHING,
    /** As the middle. */
    NEUTRAL,
    /** As the low score, said to be for want of data. */
    FLOOR,
    /** The factor is left out. */
    LEFT_OUT
  }

  @Override
  public @Nullable FactorScore score(ScoringProfile source, ScoringProfile target) {
    Double amount = reading.apply(target);
    if (amount != null || missing == Missing.NOTHING) {
      return measured(amount == null ? 0 : amount);
    }
    return switch (missing) {
      case NOTHING, NEUTRAL -> FactorScore.neutral(factor, weight);
      case FLOOR -> new FactorScore(factor, null, Rounding.round(low), weight, Method.FLOOR);
      case LEFT_OUT -> null;
    };
  }

  private FactorScore measured(double amount) {
    double raw = Rounding.round(Math.max(0, amount));
    return FactorScore.measured(
        factor, raw, low + (10 - low) * share(raw), weight, Method.MEASURED);
  }

  private double share(double raw) {
    double share = scale == Scale.LINEAR ? raw / full : Math.log1p(raw) / Math.log1p(full);
    return Math.min(1, share);
  }
}
