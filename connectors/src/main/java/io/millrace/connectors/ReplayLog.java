package io.millrace.connectors;

import io.millrace.schemas.Names;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a replay stands, so that one that was interrupted goes on: our table of that name, which
 * holds one for each generation until it is through. As threadsafe as its connection, which commits
 * by itself.
 */
public final class ReplayLog {
  private static final String TABLE = "replay";

  private final Connection connection;
  private final String table;
  private final Names names;
  private final int generation;

  public ReplayLog(Connection connection, Names names, int generation) {
    this.connection = connection;
    this.names = names;
    this.table = Sql.qualified(names.databaseSchema(), TABLE);
    this.generation = generation;
  }

  /**
   * A replay that was begun.
   *
   * @param request what was asked for, in words that are the same for the same
   * @param computedBefore milliseconds since 1970: older results are computed again; 0: none
   * @param table whose rows were asked for last; null: none were
   * @param lastKey of the last row that was asked for; null likewise
   * @param asked how many rows were asked for
   * @param total how many rows there are to ask for; 0: they were not counted yet
   */
  public record Entry(
      String request,
      long computedBefore,
      @Nullable String table,
      @Nullable String lastKey,
      long asked,
      long total) {}

  /** The replay that is not through; empty: there is none. */
  public Optional<Entry> open() throws SQLException {
    String exists = "select 1 from pg_tables where schemaname = ? and tablename = ?";
    if (!new CatalogReader(connection).any(exists, names.databaseSchema(), TABLE)) {
      throw new PreparationException(
          "a replay cannot be remembered", List.of("run 'millrace up' or 'millrace init' once"));
    }
    String sql =
        ("select request, computed_before, table_name, last_key, asked, total"
                + " from %s where generation = ?")
            .formatted(table);
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setInt(1, generation);
      try (ResultSet row = query.executeQuery()) {
        return row.next()
            ? Optional.of(
                new Entry(
                    row.getString(1),
                    row.getLong(2),
                    row.getString(3),
                    row.getString(4),
                    row.getLong(5),
                    row.getLong(6)))
            : Optional.empty();
      }
    }
  }

  /** Begins one, in the place of another. */
  public Entry begin(String request, long computedBefore) throws SQLException {
    end();
    update(
        "insert into %s (generation, request, computed_before) values (?, ?, ?)".formatted(table),
        generation,
        request,
        computedBefore);
    return new Entry(request, computedBefore, null, null, 0, 0);
  }

  /** Notes how many rows there are to ask for. */
  public void expect(long total) throws SQLException {
    update("update %s set total = ? where generation = ?".formatted(table), total, generation);
  }

  /** Notes that all rows of a table up to a key were asked for. */
  public void advance(String hostTable, String lastKey, long asked) throws SQLException {
    update(
        "update %s set table_name = ?, last_key = ?, asked = ? where generation = ?"
            .formatted(table),
        hostTable,
        lastKey,
        asked,
        generation);
  }

  /** Forgets it: it is through, or given up. */
  public void end() throws SQLException {
    update("delete from %s where generation = ?".formatted(table), generation);
  }

  private void update(String sql, Object... parameters) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int index = 0; index < parameters.length; index++) {
        statement.setObject(index + 1, parameters[index]);
      }
      statement.executeUpdate();
    }
  }
}
