package io.millrace.sink;

import static java.util.Objects.requireNonNull;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Applies scores to one table of matches within a transaction. */
final class MatchWriter {
  private static final int FIRST_SCORE = 4;

  /** All scores of a match are one task's. */
  private static final String SCORES = "scores";

  private final MatchSql sql;

  MatchWriter(MatchSql sql) {
    this.sql = sql;
  }

  void write(Connection connection, List<Change.Scored> changes, BatchSummary summary)
      throws SQLException {
    update(connection, wanting(rows(connection, sql.lock(), changes), changes, summary), summary);
  }

  /** Those changes that a look without a lock does not settle; the others are counted. */
  List<Change.Scored> unsettled(
      Connection connection, List<Change.Scored> changes, BatchSummary summary)
      throws SQLException {
    return wanting(rows(connection, sql.read(), changes), changes, summary);
  }

  /** Locks no row, but asks for all that locking needs: columns and privileges. */
  void verify(Connection connection) throws SQLException {
    rows(connection, sql.lock(), List.of());
  }

  private static List<Change.Scored> wanting(
      Map<String, StoredMatch> rows, List<Change.Scored> changes, BatchSummary summary) {
    List<Change.Scored> writes = new ArrayList<>();
    for (Change.Scored change : changes) {
      Decision decision = ScoreDecision.of(rows.get(change.key()), change);
      if (decision instanceof Decision.Skip skip) {
        summary.skipped(skip.reason(), 1);
      } else {
        writes.add(change);
      }
    }
    return writes;
  }

  private static Map<String, StoredMatch> rows(
      Connection connection, String query, List<Change.Scored> changes) throws SQLException {
    List<String> keys = changes.stream().map(Change::key).toList();
    Map<String, StoredMatch> rows = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setArray(1, connection.createArrayOf("text", keys.toArray()));
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          rows.put(requireNonNull(result.getString(1)), match(result));
        }
      }
    }
    return rows;
  }

  private static StoredMatch match(ResultSet result) throws SQLException {
    List<@Nullable Double> scores = new ArrayList<>();
    int index = FIRST_SCORE;
    for (; index < FIRST_SCORE + Scores.COLUMNS.size(); index++) {
      double score = result.getDouble(index);
      scores.add(result.wasNull() ? null : Double.valueOf(score));
    }
    return new StoredMatch(
        result.getString(2), result.getString(3), new Scores(scores), result.getString(index));
  }

  private void update(Connection connection, List<Change.Scored> writes, BatchSummary summary)
      throws SQLException {
    if (writes.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(sql.update())) {
      Parameters parameters = new Parameters(statement);
      for (Change.Scored write : writes) {
        bind(parameters, write);
      }
      int[] counts = statement.executeBatch();
      for (int index = 0; index < counts.length; index++) {
        count(writes.get(index), counts[index], summary);
      }
    }
  }

  private static void bind(Parameters parameters, Change.Scored write) throws SQLException {
    for (Double score : Scores.of(write.score()).values()) {
      parameters.real(score);
    }
    parameters
        .text(write.context().toJson())
        .text(write.key())
        .text(write.score().getA())
        .text(write.score().getB())
        .text(requireNonNull(write.context().version()).toJson())
        .add();
  }

  private static void count(Change.Scored write, int rows, BatchSummary summary) {
    if (rows == 0) {
      summary.skipped(SkipReason.FENCED, 1);
    } else {
      summary.written(write.table(), List.of(SCORES), write.score().getCausedAt());
    }
  }
}
