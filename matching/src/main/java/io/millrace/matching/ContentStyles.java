package io.millrace.matching;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Scores how well the styles of both go together (named by seed 001 E6): the table's score of both
 * primary styles, or 7 where the primary style of one is the secondary of the other, if that is
 * more.
 *
 * <p>Styles that clash cause friction in the audience, unless one side speaks the other's language
 * too. Left out where a side has no style, as the seeds do with factors that models made possible.
 *
 * @param table what styles are worth to each other
 * @param weight of the factor
 */
record ContentStyles(PairTable table, double weight) implements FactorScorer {
  private static final double RELATED = 7;

  @Override
  public @Nullable FactorScore score(ScoringProfile source, ScoringProfile target) {
    List<String> one = source.names(ScoringInput.CONTENT_STYLE);
    List<String> other = target.names(ScoringInput.CONTENT_STYLE);
    if (one == null || other == null || one.isEmpty() || other.isEmpty()) {
      return null;
    }
    boolean related = other.indexOf(one.get(0)) > 0 || one.indexOf(other.get(0)) > 0;
    double primaries = table.best(one.subList(0, 1), other.subList(0, 1));
    return FactorScore.measured(
        Factor.CONTENT_STYLE,
        SharedPlatforms.shared(one, other),
        related ? Math.max(RELATED, primaries) : primaries,
        weight,
        Method.MEASURED);
  }
}
