package io.millrace.topology.score;

import io.millrace.schemas.Score;
import io.millrace.schemas.store.MatchPair;

/** Scores a pair of profiles; pure, threadsafe. */
@FunctionalInterface
public interface PairScorer {
  /**
   * Scores a match.
   *
   * @param key the match's key
   * @param pair a side without features gives NULL scores and a reason
   * @return the score, with revision and causedAt 0
   */
  Score score(String key, MatchPair pair);
}
