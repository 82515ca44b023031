package io.millrace.topology.score;

import io.millrace.schemas.Features;
import io.millrace.schemas.store.MatchReference;
import org.jspecify.annotations.Nullable;

/** What scoring is told; the record's key is that of the match or profile. */
sealed interface ScoreChange {
  /**
   * A match was inserted, pointed elsewhere, asserted anew, or deleted.
   *
   * @param reference null: it is gone
   * @param isRepair whether its scores are to be written again although nothing changed
   */
  record OfMatch(@Nullable MatchReference reference, boolean isRepair) implements ScoreChange {}

  /**
   * A profile's features changed; the store holds them already.
   *
   * @param features null: there are none any more
   */
  record OfProfile(@Nullable Features features) implements ScoreChange {}
}
