package io.millrace.app.matching;

import io.millrace.connectors.Sql;
import io.millrace.plan.MatchPlan;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads matches from the database. As threadsafe as its connection. */
public final class MatchRowReader {
  private static final String NOT_OF_THE_KEYS_TYPE = "22P02";
  private static final List<String> OWN_COLUMNS =
      List.of("score_ab", "score_ba", "harmonic_mean", "match_context");

  private final MatchPlan plan;
  private final Connection connection;

  public MatchRowReader(MatchPlan plan, Connection connection) {
    this.plan = plan;
    this.connection = connection;
  }

  /**
   * The match of a key.
   *
   * @param key the primary key as text
   * @return empty where there is none, or where no key can look like this
   */
  public Optional<StoredMatch> read(String key) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql())) {
      statement.setObject(1, key, Types.OTHER);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(match(row)) : Optional.empty();
      }
    } catch (SQLException e) {
      if (NOT_OF_THE_KEYS_TYPE.equals(e.getSQLState())) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private String sql() {
    return "select %s from %s where %s = ?"
        .formatted(
            Stream.concat(Stream.of(plan.keyColumn(), plan.a(), plan.b()), OWN_COLUMNS.stream())
                .map(column -> Sql.quote(column) + "::text")
                .collect(Collectors.joining(", ")),
            Sql.qualified(plan.schema(), plan.table()),
            Sql.quote(plan.keyColumn()));
  }

  private static StoredMatch match(ResultSet row) throws SQLException {
    return new StoredMatch(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        number(row.getString(4)),
        number(row.getString(5)),
        number(row.getString(6)),
        row.getString(7));
  }

  private static @Nullable Double number(@Nullable String text) {
    return text == null ? null : Double.valueOf(text);
  }
}
