package io.millrace.connectors;

import io.millrace.schemas.Names;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives indexes that were built for a generation the names of those that they took the place of,
 * once these are gone: else each upgrade would add a suffix.
 */
public final class IndexNames {
  private final Names names;
  private final int generation;

  /**
   * @param generation the active one
   */
  public IndexNames(Names names, int generation) {
    this.names = names;
    this.generation = generation;
  }

  private record Rename(String schema, String from, String to) {}

  /**
   * Renames those whose plain name is free; what was renamed before is passed over.
   *
   * @param connection commits by itself
   * @return the names that indexes have now
   */
  public List<String> restore(Connection connection) throws SQLException {
    List<Rename> renames = renames(connection);
    for (Rename rename : renames) {
      Transactions.run(connection, statements(rename));
    }
    return renames.stream().map(Rename::to).toList();
  }

  /** Names that had to be shortened end in a hash and stay as they are. */
  private List<Rename> renames(Connection connection) throws SQLException {
    String suffix = Names.generationColumn("", generation);
    String sql =
        """
        select n.nspname, c.relname, left(c.relname, -length(?)) from %s o
        join pg_namespace n on n.nspname = o.table_schema
        join pg_class c on c.relnamespace = n.oid and c.relname = o.name and c.relkind = 'i'
        where o.kind = 'index' and right(c.relname, length(?)) = ?
        and not exists (select from pg_class other where other.relnamespace = n.oid
          and other.relname = left(c.relname, -length(?)))
        order by 1, 2
        """
            .formatted(installed());
    List<Rename> renames = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      for (int index = 1; index <= 4; index++) {
        query.setString(index, suffix);
      }
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          renames.add(new Rename(row.getString(1), row.getString(2), row.getString(3)));
        }
      }
    }
    return renames;
  }

  /** What the host itself had built is the host's again: init takes back only what it made. */
  private List<SqlStatement> statements(Rename rename) {
    return List.of(
        new SqlStatement(
            "rename the index " + rename.from(),
            "alter index %s rename to %s"
                .formatted(Sql.qualified(rename.schema(), rename.from()), Sql.quote(rename.to()))),
        new SqlStatement(
            "forget the name of the index",
            "delete from %s where kind = 'index' and table_schema = %s and name = %s"
                .formatted(installed(), Sql.literal(rename.schema()), Sql.literal(rename.from()))));
  }

  private String installed() {
    return Sql.qualified(names.databaseSchema(), InstalledObjects.TABLE);
  }
}
