package io.millrace.sink;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is to be done with the scores of one match, given its locked row. Pure; invariant 4. */
final class ScoreDecision {
  private ScoreDecision() {}

  /**
   * Decides about one match.
   *
   * @param stored the locked row; null: it is gone
   */
  static Decision of(@Nullable StoredMatch stored, Change.Scored change) {
    if (stored == null) {
      return new Decision.Skip(SkipReason.ROW_GONE);
    }
    if (!isSamePair(stored, change)) {
      return new Decision.Skip(SkipReason.FENCED);
    }
    Scores scores = Scores.of(change.score());
    Optional<MatchContext> context = MatchContext.stored(stored.context());
    if (saysNothingNew(stored, scores, context, change.context())) {
      return new Decision.Skip(SkipReason.UNCHANGED);
    }
    if (context.isPresent() && !follows(change.context(), context.get())) {
      return new Decision.Skip(SkipReason.OLDER);
    }
    return new Decision.Write();
  }

  private static boolean isSamePair(StoredMatch stored, Change.Scored change) {
    return Objects.equals(stored.a(), change.score().getA())
        && Objects.equals(stored.b(), change.score().getB());
  }

  /** A reason for having no scores is worth a write only where scores or nothing at all stood. */
  private static boolean saysNothingNew(
      StoredMatch stored, Scores scores, Optional<MatchContext> context, MatchContext incoming) {
    if (!stored.scores().equals(scores)) {
      return false;
    }
    return scores.isEmpty()
        ? stored.context() != null
        : context.isPresent() && context.get().explainsLike(incoming);
  }

  private static boolean follows(MatchContext incoming, MatchContext stored) {
    ScoreVersion before = stored.version();
    ScoreVersion now = Objects.requireNonNull(incoming.version());
    return before == null || before.compareTo(now) < 0;
  }
}
