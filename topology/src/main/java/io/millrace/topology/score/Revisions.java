package io.millrace.topology.score;

import io.millrace.schemas.InputHash;
import io.millrace.schemas.Score;
import io.millrace.schemas.serde.StoreSerde;
import io.millrace.schemas.store.MatchReference;
import io.millrace.schemas.store.ScoredMatch;
import org.jspecify.annotations.Nullable;

/** What is remembered of a match's last score, and how its revisions rise. */
final class Revisions {
  private static final StoreSerde<Score> SCORES = new StoreSerde<>(Score.getClassSchema());

  private Revisions() {}

  /**
   * What to remember of a score; its revision is the one to emit it with.
   *
   * @param a fingerprint of the first side
   * @param b fingerprint of the second side
   */
  static ScoredMatch next(
      @Nullable ScoredMatch before, Score score, MatchReference match, long a, long b) {
    long next = before == null ? 1 : before.getRevision() + 1;
    return new ScoredMatch(
        Math.max(next, match.getAssertion()),
        InputHash.md5(SCORES.serializer().serialize("", score)),
        match.getEpoch(),
        match.getAssertion(),
        score.getHarmonicMean() != null,
        a,
        b);
  }

  /** Whether there is nothing to compute: the same assertion, and both sides as they were. */
  static boolean isAnswered(ScoredMatch before, MatchReference match, long a, long b) {
    return before.getSideA() == a
        && before.getSideB() == b
        && before.getEpoch() == match.getEpoch()
        && before.getAssertion() == match.getAssertion();
  }

  /** Whether there is nothing new to tell: the same score, for the same assertion of the match. */
  static boolean isSame(ScoredMatch before, ScoredMatch after) {
    return before.getScoreHash().equals(after.getScoreHash())
        && before.getEpoch() == after.getEpoch()
        && before.getAssertion() == after.getAssertion();
  }
}
