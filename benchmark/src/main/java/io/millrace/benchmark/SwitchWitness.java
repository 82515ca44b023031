package io.millrace.benchmark;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Two profiles and their match that nobody edits: what they hold in each generation is known before
 * a switch, so that a reader can tell a vector or a score of the other model from its own.
 *
 * @param match the match's key
 */
record SwitchWitness(UUID match) {
  private static final String PROFILE =
      "insert into profiles (seeking, offering, who_you_serve, what_you_do)"
          + " select seeking, offering, who_you_serve, what_you_do from profiles"
          + " where seeking is not null and offering is not null"
          + " order by id offset ? limit 1 returning id";

  private static final String MATCH =
      "insert into matches (profile_id, suggested_profile_id) values (?, ?) returning id";

  private static final String HOLDS =
      "p.embeddings_model%1$s || ' ' || md5(p.embedding_seeking%1$s::text) || ' '"
          + " || m.harmonic_mean%1$s";

  /** Model, vector and score of the witness, as readers see them. */
  static final String SEEN = HOLDS.formatted("");

  /** Joins its rows to a statement; has one parameter, its key. */
  static final String ROWS = "from matches m join profiles p on p.id = m.profile_id where m.id = ?";

  /** Adds them; to be called after what picks the rows to be edited has done so. */
  static SwitchWitness insert(Connection connection) throws SQLException {
    UUID one = key(connection, PROFILE, 0);
    UUID other = key(connection, PROFILE, 1);
    return new SwitchWitness(key(connection, MATCH, one, other));
  }

  /**
   * What it holds in the generation that readers see, and in the one to be.
   *
   * @throws IllegalStateException if both are the same, or one is not computed: it proves nothing
   */
  Set<String> generations(Connection connection, int next) throws SQLException {
    String before = text(connection, "select " + SEEN + " " + ROWS);
    String after = text(connection, "select " + HOLDS.formatted("__g" + next) + " " + ROWS);
    if (before == null || after == null || differs(before, after) < 3) {
      throw new IllegalStateException(
          "the witness cannot tell them apart: " + before + ", " + after);
    }
    return Set.of(before, after);
  }

  private static int differs(String before, String after) {
    String[] one = before.split(" ", -1);
    String[] other = after.split(" ", -1);
    int differs = 0;
    for (int part = 0; part < one.length; part++) {
      differs += one[part].equals(other[part]) ? 0 : 1;
    }
    return differs;
  }

  private @Nullable String text(Connection connection, String sql) throws SQLException {
    return (String) Target.first(connection, sql, match);
  }

  private static UUID key(Connection connection, String sql, Object... parameters)
      throws SQLException {
    return (UUID) Objects.requireNonNull(Target.first(connection, sql, parameters));
  }
}
