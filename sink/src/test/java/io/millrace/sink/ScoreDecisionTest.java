package io.millrace.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.millrace.schemas.Score;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Invariant 4 for matches: what the row holds and which scores come. */
class ScoreDecisionTest {
  private static final Decision WRITE = new Decision.Write();
  private static final Decision UNCHANGED = new Decision.Skip(SkipReason.UNCHANGED);
  private static final Decision OLDER = new Decision.Skip(SkipReason.OLDER);
  private static final Decision FENCED = new Decision.Skip(SkipReason.FENCED);

  static Stream<Arguments> cases() {
    Score three = Records.score("1", 3, "a", "b", 70.0);
    Score none = Records.score("1", 3, "a", "b", null);
    return Stream.of(
        arguments("row gone", null, three, new Decision.Skip(SkipReason.ROW_GONE)),
        arguments("first", match(null, null), three, WRITE),
        arguments("another pair", new StoredMatch("a", "c", values(null), null), three, FENCED),
        arguments("no pair now", new StoredMatch("a", null, values(null), null), three, FENCED),
        arguments("newer", match(10.0, context(2)), three, WRITE),
        arguments("same version, other values", match(10.0, context(3)), three, OLDER),
        arguments("older", match(10.0, context(4)), three, OLDER),
        arguments("older generation", match(10.0, "{\"version\":[2,1,1]}"), three, OLDER),
        arguments("again", match(70.0, context(3)), three, UNCHANGED),
        arguments("newer, but equal", match(70.0, context(2)), three, UNCHANGED),
        arguments("equal, explained anew", match(70.0, "{\"version\":[1,1,2]}"), three, WRITE),
        arguments("context of the host", match(10.0, "[1]"), three, WRITE),
        arguments("version of the host", match(10.0, "{\"version\":\"7\"}"), three, WRITE),
        arguments("no scores any more", match(70.0, context(2)), none, WRITE),
        arguments("still no scores", match(null, "{\"version\":[1,1,2]}"), none, UNCHANGED),
        arguments("never any scores", match(null, null), none, WRITE));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void shouldDecide(String name, @Nullable StoredMatch stored, Score score, Decision expected) {
    MatchTarget target = new MatchTarget(Records.SCORES_TOPIC, "public", "matches", "id", "a", "b");
    ScoreVersion version =
        new ScoreVersion(score.getGeneration(), score.getEpoch(), score.getRevision());
    Change.Scored change =
        new Change.Scored(
            Records.record(score), target, score, MatchContext.of(score.getExplanation(), version));

    Decision decision = ScoreDecision.of(stored, change);

    assertThat(decision).isEqualTo(expected);
  }

  private static StoredMatch match(@Nullable Double value, @Nullable String context) {
    return new StoredMatch("a", "b", values(value), context);
  }

  private static Scores values(@Nullable Double value) {
    return Scores.of(Records.score("1", 1, "a", "b", value));
  }

  /** As PostgreSQL prints it. */
  private static String context(long revision) {
    return "{\"ab\": {\"x\": 1.00}, \"version\": [1, 1, %d]}".formatted(revision);
  }
}
