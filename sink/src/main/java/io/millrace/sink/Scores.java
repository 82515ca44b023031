package io.millrace.sink;

import io.millrace.schemas.Score;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of one match in the order of {@link #COLUMNS}.
 *
 * @param values as many as columns; null: not scored
 */
record Scores(List<@Nullable Double> values) {
  /** Columns of the match table, apart from context and time. */
  static final List<String> COLUMNS =
      List.of(
          "score_ab",
          "score_ba",
          "harmonic_mean",
          "intent_score",
          "synergy_score",
          "momentum_score",
          "context_score");

  Scores {
    values = Collections.unmodifiableList(new ArrayList<>(values));
  }

  static Scores of(Score score) {
    List<@Nullable Double> values = new ArrayList<>();
    values.add(score.getScoreAb());
    values.add(score.getScoreBa());
    values.add(score.getHarmonicMean());
    values.add(score.getIntent());
    values.add(score.getSynergy());
    values.add(score.getMomentum());
    values.add(score.getContext());
    return new Scores(values);
  }

  /** Whether no number is there. */
  boolean isEmpty() {
    return values.stream().allMatch(Objects::isNull);
  }

  /** Whether every number can be compared and averaged. */
  boolean isFinite() {
    return values.stream().allMatch(value -> value == null || Double.isFinite(value));
  }
}
