package io.millrace.matching;

import org.jspecify.annotations.Nullable;

/** Scores one factor in one direction. Implementations are immutable and never fail. */
@FunctionalInterface
interface FactorScorer {
  /** What the target is worth to the source by this factor; null: the factor is left out. */
  @Nullable FactorScore score(ScoringProfile source, ScoringProfile target);
}
