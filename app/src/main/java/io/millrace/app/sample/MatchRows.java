package io.millrace.app.sample;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Writes a match into the parameters of its INSERT. */
final class MatchRows {
  static final String INSERT =
      "insert into public.matches (id, profile_id, suggested_profile_id, match_score, status)"
          + " values (?, ?, ?, ?, ?) on conflict do nothing";

  private MatchRows() {}

  static void bind(PreparedStatement statement, SampleMatch match) throws SQLException {
    statement.setObject(1, match.id());
    statement.setObject(2, match.profileId());
    statement.setObject(3, match.suggestedProfileId());
    statement.setDouble(4, match.matchScore());
    statement.setString(5, match.status());
  }
}
