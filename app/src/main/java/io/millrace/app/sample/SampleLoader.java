package io.millrace.app.sample;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;

/**
 * Loads profiles and matches into the host tables of the default plan, {@code public.profiles} and
 * {@code public.matches}.
 *
 * <p>Only INSERTs, only into columns of the host application, and a row whose key is there already
 * is left as it is. One transaction per {@value BatchInsert#ROWS_PER_TRANSACTION} rows; after an
 * error the transactions before it stay. Not safe for use by several threads: a connection is not.
 */
public final class SampleLoader {
  private static final String IS_EMPTY =
      "select not exists (select from public.profiles)"
          + " and not exists (select from public.matches)";

  private final Connection connection;

  /** Uses a connection that the caller opens and closes; its auto-commit setting is restored. */
  public SampleLoader(Connection connection) {
    this.connection = connection;
  }

  /** How many rows were inserted; rows that were there already are not counted. */
  public record Loaded(long profiles, long matches) {}

  /** True if both host tables hold no row. */
  public static boolean isEmpty(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(IS_EMPTY)) {
      return result.next() && result.getBoolean(1);
    }
  }

  /** Loads the written profiles and their matches. */
  public Loaded loadSample() throws SQLException {
    List<SampleProfile> profiles = SampleProfiles.read();
    long loaded = loadProfiles(profiles.stream());
    return new Loaded(loaded, loadMatches(SampleMatches.of(profiles).stream()));
  }

  /** Loads profiles, reading the stream as it goes, and returns how many were inserted. */
  public long loadProfiles(Stream<SampleProfile> profiles) throws SQLException {
    return new BatchInsert<>(connection, ProfileRows.INSERT, ProfileRows::bind, SampleProfile::id)
        .load(profiles.iterator());
  }

  /** Loads matches, whose profiles must be there, and returns how many were inserted. */
  public long loadMatches(Stream<SampleMatch> matches) throws SQLException {
    return new BatchInsert<>(connection, MatchRows.INSERT, MatchRows::bind, SampleMatch::id)
        .load(matches.iterator());
  }
}
