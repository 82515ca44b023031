package io.millrace.benchmark;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * What rescoring all matches costs without a pipeline, on a copy of the table with its indexes, so
 * that nothing is captured.
 */
final class PlainRescoring {
  private static final String TABLE = "millrace_benchmark_matches";

  /** Four cosines and their harmonic mean, in the form of the score's columns. */
  private static final String ONE_STATEMENT =
      "update "
          + TABLE
          + " m set score_ab = 100 * greatest(0, s.ab), score_ba = 100 * greatest(0, s.ba),"
          + " harmonic_mean = 200 / (1 / greatest(0.01, s.ab) + 1 / greatest(0.01, s.ba)),"
          + " intent_score = 10 * greatest(0, s.ab), synergy_score = 10 * greatest(0, s.audience),"
          + " momentum_score = 10 * least(1, s.reach / 7), context_score = 10 * s.what,"
          + " match_context = jsonb_build_object('ab', s.ab, 'ba', s.ba, 'audience', s.audience,"
          + " 'reach', s.reach, 'what', s.what), scored_at = clock_timestamp()"
          + " from (select k.id,"
          + " coalesce(1 - (a.embedding_seeking <=> b.embedding_offering), 0.5) as ab,"
          + " coalesce(1 - (b.embedding_seeking <=> a.embedding_offering), 0.5) as ba,"
          + " coalesce(1 - (a.embedding_who_you_serve <=> b.embedding_who_you_serve), 0.5)"
          + " as audience,"
          + " coalesce(1 - (a.embedding_what_you_do <=> b.embedding_what_you_do), 0.5) as what,"
          + " log(1 + coalesce(a.list_size, 0) + coalesce(b.list_size, 0)) as reach"
          + " from matches k join profiles a on a.id = k.profile_id"
          + " join profiles b on b.id = k.suggested_profile_id) s where s.id = m.id";

  private static final String ONE_ROW =
      "update "
          + TABLE
          + " set score_ab = ?, score_ba = ?, harmonic_mean = ?, intent_score = ?,"
          + " synergy_score = ?, momentum_score = ?, context_score = ?,"
          + " match_context = cast(? as jsonb), scored_at = clock_timestamp() where id = ?";

  private static final String SCORES =
      "select score_ab, score_ba, harmonic_mean, intent_score, synergy_score, momentum_score,"
          + " context_score, match_context::text, id from matches";

  private final Connection connection;

  private record Scored(List<Object> values) {}

  PlainRescoring(Connection connection) {
    this.connection = connection;
  }

  /** Copies the matches as they are. */
  void prepare() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("drop table if exists " + TABLE);
      statement.execute("create table " + TABLE + " (like matches including all)");
      statement.execute("insert into " + TABLE + " select * from matches");
      statement.execute("vacuum analyze " + TABLE);
    }
  }

  /** One statement for all; seconds. */
  double oneStatement() throws SQLException {
    long started = System.nanoTime();
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(ONE_STATEMENT);
    }
    return seconds(started);
  }

  /** One statement and transaction for each match, the scores known beforehand; seconds. */
  double loop() throws SQLException {
    List<Scored> scores = scores();
    long started = System.nanoTime();
    try (PreparedStatement statement = connection.prepareStatement(ONE_ROW)) {
      for (Scored score : scores) {
        for (int column = 0; column < score.values().size(); column++) {
          statement.setObject(column + 1, score.values().get(column));
        }
        statement.executeUpdate();
      }
    }
    return seconds(started);
  }

  private List<Scored> scores() throws SQLException {
    List<Scored> scores = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(SCORES)) {
      while (rows.next()) {
        List<Object> values = new ArrayList<>();
        for (int column = 1; column <= 8; column++) {
          values.add(rows.getObject(column));
        }
        values.add(rows.getObject(9, UUID.class));
        scores.add(new Scored(values));
      }
    }
    return scores;
  }

  void drop() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("drop table if exists " + TABLE);
    }
  }

  private static double seconds(long started) {
    return (System.nanoTime() - started) / 1e9;
  }
}
