package io.millrace.matching;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Scores how well the types of both offers go together (seed 000 §4.2): the best pair of the table,
 * at least its score for a shared type.
 *
 * <p>As in the seed, the factor is left out where a side has no types at all, and neutral where a
 * side has types but none that is certain enough.
 *
 * @param table what types are worth to each other
 * @param weight of the factor
 */
record OfferTypes(PairTable table, double weight) implements FactorScorer {
  @Override
  public @Nullable FactorScore score(ScoringProfile source, ScoringProfile target) {
    List<String> one = source.names(ScoringInput.OFFER_TYPES);
    List<String> other = target.names(ScoringInput.OFFER_TYPES);
    if (one == null || other == null) {
      return null;
    }
    if (one.isEmpty() || other.isEmpty()) {
      return FactorScore.neutral(Factor.OFFER_TYPE_COMPAT, weight);
    }
    return FactorScore.measured(
        Factor.OFFER_TYPE_COMPAT,
        SharedPlatforms.shared(one, other),
        table.best(one, other),
        weight,
        Method.MEASURED);
  }
}
