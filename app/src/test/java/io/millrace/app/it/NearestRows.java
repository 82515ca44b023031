package io.millrace.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.app.local.Installation;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A search of the host application's for the rows whose vectors are nearest to one. */
record NearestRows(Installation installation, Tables tables) {
  private static final String SEARCH =
      """
      select embedding_seeking <=> (select embedding_seeking from profiles where id = ?)
      from profiles
      order by embedding_seeking <=> (select embedding_seeking from profiles where id = ?)
      limit 5
      """;

  private static final String INDEX = "Index Scan using profiles_embedding_seeking_hnsw";

  /** Searches by the index, as PostgreSQL says itself, and finds what comparing all rows finds. */
  void shouldBeFoundByTheIndex() throws SQLException {
    UUID row =
        UUID.fromString(
            tables.text(
                "select id from profiles where embedding_seeking is not null order by id limit 1"));
    try (Connection connection = installation.connect()) {
      connection.setAutoCommit(false);
      set(connection, "enable_seqscan = off", "enable_sort = off", "hnsw.ef_search = 400");
      assertThat(read(connection, "explain " + SEARCH, row)).anyMatch(line -> line.contains(INDEX));
      List<String> byIndex = read(connection, SEARCH, row);
      connection.rollback();

      set(connection, "enable_indexscan = off");
      assertThat(byIndex).hasSize(5).isEqualTo(read(connection, SEARCH, row));
      connection.rollback();
    }
  }

  private static void set(Connection connection, String... settings) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String setting : settings) {
        statement.execute("set local " + setting);
      }
    }
  }

  private static List<String> read(Connection connection, String sql, UUID row)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, row);
      statement.setObject(2, row);
      List<String> lines = new ArrayList<>();
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          lines.add(result.getString(1));
        }
      }
      return lines;
    }
  }
}
