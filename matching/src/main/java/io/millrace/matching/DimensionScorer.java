package io.millrace.matching;

/** Scores one dimension in one direction. Implementations are immutable and never fail. */
interface DimensionScorer {
  /** Which dimension. */
  Dimension dimension();

  /** What the target is worth to the source in this dimension. */
  DimensionScore score(ScoringProfile source, ScoringProfile target);
}
