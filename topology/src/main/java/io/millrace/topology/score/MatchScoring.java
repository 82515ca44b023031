package io.millrace.topology.score;

import io.millrace.schemas.Score;
import io.millrace.schemas.store.MatchReference;
import io.millrace.schemas.store.ScoredMatch;
import io.millrace.topology.OpenWork;
import io.millrace.topology.PipelineMetrics;
import io.millrace.topology.PipelineMetrics.Skip;
import java.util.function.BiConsumer;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Scores single matches and remembers what was emitted for them. The one task that holds a match
 * counts its revisions, so that the sink can tell old from new. Single-threaded.
 */
final class MatchScoring {
  private final PairScorer scorer;
  private final int generation;
  private final MatchIndex matches;
  private final KnownProfiles profiles;
  private final KeyValueStore<String, ScoredMatch> scored;
  private final PipelineMetrics metrics;
  private final BiConsumer<String, @Nullable Score> output;

  /**
   * @param output takes a match's key and its score; null: the match is gone
   */
  MatchScoring(
      PairScorer scorer,
      int generation,
      MatchIndex matches,
      KnownProfiles profiles,
      KeyValueStore<String, ScoredMatch> scored,
      PipelineMetrics metrics,
      BiConsumer<String, @Nullable Score> output) {
    this.scorer = scorer;
    this.generation = generation;
    this.matches = matches;
    this.profiles = profiles;
    this.scored = scored;
    this.metrics = metrics;
    this.output = output;
  }

  private record Sides(@Nullable KnownProfile a, @Nullable KnownProfile b, long markA, long markB) {
    boolean isComplete() {
      return a != null && b != null;
    }
  }

  /** Whether there is anything to say: both profiles are there, or the match held scores before. */
  boolean isWorthScoring(String key, MatchReference match) {
    return sides(match).isComplete() || scored.get(key) != null;
  }

  /**
   * Scores a match if one of its sides, its assertion, or the rules are not what it was scored
   * with.
   *
   * @param causedAt commit time of the change that led here
   * @param open unanswered changes: an older one of the other side is answered as well
   */
  void score(String key, long causedAt, OpenWork open) {
    MatchReference match = matches.reference(key);
    if (match == null) {
      return;
    }
    ScoredMatch before = scored.get(key);
    Sides sides = sides(match);
    boolean isAnswered =
        before == null
            ? !sides.isComplete()
            : Revisions.isAnswered(before, match, sides.markA(), sides.markB());
    if (!isAnswered) {
      emit(key, match, before, sides, cause(key, match, before, sides, causedAt, open));
    }
  }

  private Sides sides(MatchReference match) {
    KnownProfile a = profiles.get(match.getA());
    KnownProfile b = profiles.get(match.getB());
    return new Sides(
        a,
        b,
        mark(KnownProfiles.fingerprint(match.getA(), a)),
        mark(KnownProfiles.fingerprint(match.getB(), b)));
  }

  /** A side by other rules is another side: a match is scored anew when its rules change. */
  private long mark(long fingerprint) {
    return fingerprint ^ scorer.rules();
  }

  private void emit(
      String key, MatchReference match, @Nullable ScoredMatch before, Sides sides, long causedAt) {
    Score score =
        scorer.score(
            key,
            match,
            sides.a() == null ? null : sides.a().profile(),
            sides.b() == null ? null : sides.b().profile());
    ScoredMatch after = Revisions.next(before, score, match, sides.markA(), sides.markB());
    if (before != null && Revisions.isSame(before, after)) {
      metrics.skipped(Skip.SCORE_UNCHANGED, 1);
      scored.put(key, ScoredMatch.newBuilder(after).setRevision(before.getRevision()).build());
      return;
    }
    scored.put(key, after);
    metrics.scored(1);
    output.accept(
        key,
        Score.newBuilder(score)
            .setGeneration(generation)
            .setRevision(after.getRevision())
            .setCausedAt(causedAt)
            .build());
  }

  /** The oldest change that this score answers. */
  private static long cause(
      String key,
      MatchReference match,
      @Nullable ScoredMatch before,
      Sides sides,
      long causedAt,
      OpenWork open) {
    long oldest = older(causedAt, open.causedAt(PendingKey.match(key).text()));
    if (before == null || before.getSideA() != sides.markA()) {
      oldest = older(oldest, causeOf(match.getA(), open));
    }
    if (before == null || before.getSideB() != sides.markB()) {
      oldest = older(oldest, causeOf(match.getB(), open));
    }
    return Math.max(oldest, before == null ? match.getCausedAt() : 0);
  }

  private static @Nullable Long causeOf(@Nullable String profile, OpenWork open) {
    return profile == null ? null : open.causedAt(PendingKey.profile(profile).text());
  }

  private static long older(long time, @Nullable Long other) {
    return other == null ? time : Math.min(time, other);
  }

  /** Forgets a match and says so, if anything was ever said of it. */
  void forget(String key) {
    if (scored.delete(key) != null) {
      output.accept(key, null);
    }
  }
}
