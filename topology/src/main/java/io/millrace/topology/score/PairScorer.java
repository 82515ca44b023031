package io.millrace.topology.score;

import io.millrace.matching.ScoringProfile;
import io.millrace.schemas.Features;
import io.millrace.schemas.Score;
import io.millrace.schemas.store.MatchReference;
import org.jspecify.annotations.Nullable;

/** Scores a pair of profiles; pure, threadsafe. */
public interface PairScorer {
  /** Unpacks the features of a profile; done once for all of its matches. */
  ScoringProfile profile(Features features);

  /** Changes whenever the same pair may be scored in another way. */
  long rules();

  /**
   * Scores a match.
   *
   * @param key the match's key
   * @param a the first profile; null: it has no features, which gives NULL scores and a reason
   * @param b the second profile; null as above
   * @return the score, with revision and causedAt 0
   */
  Score score(
      String key, MatchReference match, @Nullable ScoringProfile a, @Nullable ScoringProfile b);
}
