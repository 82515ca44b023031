package io.millrace.sink;

import static io.millrace.sink.Records.record;
import static io.millrace.sink.Records.score;
import static io.millrace.sink.Records.tombstone;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the sink does to matches. Numbers are those of DESIGN's invariants. */
class MatchesIT extends SinkFixture {

  @BeforeEach
  void insertMatch() throws SQLException {
    host.run(
        "insert into matches (id, profile_id, suggested_profile_id, match_score, status)"
            + " values (1, 'a', 'b', 42.5, 'new')");
  }

  @Test
  void shouldWriteScoresAndTheirVersionButNeverTheOldScore() throws SQLException {
    MillraceSinkTask task = start();

    put(task, record(score("1", 3, "a", "b", 70.0)));

    assertThat(host.match(1, "(score_ab, score_ba, harmonic_mean, synergy_score)"))
        .isEqualTo("(70,70,70,7)");
    assertThat(host.match(1, "intent_score")).isNull();
    assertThat(host.match(1, "match_context"))
        .isEqualTo("{\"ab\": {\"x\": 1.0}, \"version\": [1, 1, 3]}");
    assertThat(host.match(1, "scored_at")).isNotNull();
    assertThat(host.match(1, "(match_score, status)")).isEqualTo("(42.5,new)");
    assertThat(reporter.rowsWritten()).isEqualTo(1);
  }

  /** Invariant 2: what comes again changes nothing. */
  @Test
  void shouldWriteNothingTheSecondTime() throws SQLException {
    MillraceSinkTask task = start();
    SinkRecord record = record(score("1", 3, "a", "b", 70.0));
    put(task, record);
    String version = host.match(1, "xmin");

    put(task, record);

    assertThat(host.match(1, "xmin")).isEqualTo(version);
    assertThat(reporter.skipped()).containsEntry("unchanged", 1L);
  }

  /** Invariant 4: never over a newer result. */
  @Test
  void shouldRejectAnOlderScore() throws SQLException {
    MillraceSinkTask task = start();
    put(task, record(score("1", 3, "a", "b", 70.0)));

    put(task, record(score("1", 2, "a", "b", 10.0)));

    assertThat(host.match(1, "score_ab")).isEqualTo("70");
    assertThat(reporter.skipped()).containsEntry("older", 1L);
  }

  /** Invariant 4: only the pair that was scored. */
  @Test
  void shouldFenceAScoreOfAnotherPair() throws SQLException {
    host.run("update matches set suggested_profile_id = 'c'");
    MillraceSinkTask task = start();

    put(task, record(score("1", 3, "a", "b", 70.0)));

    assertThat(host.match(1, "score_ab")).isNull();
    assertThat(reporter.skipped()).containsEntry("fenced", 1L);
  }

  /** Invariant 4, with the match being pointed elsewhere when the sink asks for it. */
  @Test
  void shouldNotScoreAPairThatItWaitedFor() throws Exception {
    MillraceSinkTask task = start();
    try (Connection editor = host.connect()) {
      editor.setAutoCommit(false);
      HostDatabase.run(editor, "update matches set suggested_profile_id = 'c'");

      CompletableFuture<Void> write =
          CompletableFuture.runAsync(() -> put(task, record(score("1", 3, "a", "b", 70.0))));
      awaitWaiting();
      editor.commit();
      write.get();
    }

    assertThat(host.match(1, "harmonic_mean")).isNull();
    assertThat(reporter.skipped()).containsEntry("fenced", 1L);
  }

  @Test
  void shouldScoreAMatchThatNamesNoSecondProfile() throws SQLException {
    host.run("update matches set suggested_profile_id = null");
    MillraceSinkTask task = start();

    put(task, record(score("1", 1, "a", null, null)));

    assertThat(host.match(1, "match_context ->> 'reason'")).isEqualTo("no vectors");
  }

  @Test
  void shouldGiveTheReasonForMissingScoresOnce() throws SQLException {
    MillraceSinkTask task = start();
    put(task, record(score("1", 1, "a", "b", null)));
    String version = host.match(1, "xmin");

    put(task, record(score("1", 2, "a", "b", null)));

    assertThat(host.match(1, "xmin")).isEqualTo(version);
    assertThat(reporter.skipped()).containsEntry("unchanged", 1L);
  }

  @Test
  void shouldClearScoresThatNoLongerHold() throws SQLException {
    MillraceSinkTask task = start();
    put(task, record(score("1", 1, "a", "b", 70.0)));

    put(task, record(score("1", 2, "a", "b", null)));

    assertThat(host.match(1, "(score_ab, harmonic_mean, synergy_score)")).isEqualTo("(,,)");
    assertThat(host.match(1, "match_context ->> 'reason'")).isEqualTo("no vectors");
  }

  /** Invariant 4: an update never creates a row. */
  @Test
  void shouldPassOverMatchesThatAreGone() throws SQLException {
    MillraceSinkTask task = start();

    put(task, record(score("9", 1, "a", "b", 70.0)), tombstone(Records.SCORES_TOPIC, "1"));

    assertThat(host.text("select count(*) from matches")).isEqualTo("1");
    assertThat(reporter.skipped()).containsEntry("row_gone", 1L);
  }

  @Test
  void shouldReplaceAContextOfTheHosts() throws SQLException {
    host.run("update matches set match_context = '[1,2]', score_ab = 3");
    MillraceSinkTask task = start();

    put(task, record(score("1", 1, "a", "b", 70.0)));

    assertThat(host.match(1, "match_context -> 'version'")).isEqualTo("[1, 1, 1]");
  }
}
