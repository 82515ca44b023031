package io.millrace.connectors;

import io.millrace.schemas.Names;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What our schema lacks if an older version made it. Only then is a table altered, since that waits
 * for the sink's transactions even where there is nothing to add.
 */
final class SchemaUpgrades {
  private static final String LACKS_COLUMN =
      "select from pg_class where oid = to_regclass(?) and not exists"
          + " (select from pg_attribute where attrelid = pg_class.oid and attname = ?)";

  private SchemaUpgrades() {}

  /** The statements that bring our schema up to date; empty also where it is not there at all. */
  static List<SqlStatement> of(Connection connection, Names names) throws SQLException {
    List<SqlStatement> statements = new ArrayList<>();
    String provenance = Sql.qualified(names.databaseSchema(), "provenance");
    if (lacks(connection, provenance, "marks")) {
      statements.add(
          new SqlStatement(
              "say what else is to be known of each stored result",
              "alter table "
                  + provenance
                  + "\n  add column if not exists truncated boolean not null default false,"
                  + "\n  add column if not exists marks text[] not null default '{}'"));
    }
    String generation = Sql.qualified(names.databaseSchema(), Generations.TABLE);
    if (lacks(connection, generation, "embedding_model")) {
      statements.add(
          new SqlStatement(
              "say which model and plan a generation is of",
              "alter table "
                  + generation
                  + "\n  add column if not exists embedding_model text,"
                  + "\n  add column if not exists plan_file text,"
                  + "\n  drop constraint if exists generation_state_check,"
                  + "\n  add constraint generation_state_check"
                  + " check (state in ('active', 'building', 'standby', 'retired'))"));
    }
    if (lacks(connection, generation, "embedding_settings")) {
      statements.add(
          new SqlStatement(
              "say who embeds for a generation",
              "alter table " + generation + " add column if not exists embedding_settings jsonb"));
    }
    String replay = Sql.qualified(names.databaseSchema(), "replay");
    if (lacks(connection, replay, "total")) {
      statements.add(
          new SqlStatement(
              "remember how much a replay has before it",
              "alter table "
                  + replay
                  + " add column if not exists total bigint not null default 0"));
    }
    return statements;
  }

  private static boolean lacks(Connection connection, String table, String column)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(LACKS_COLUMN)) {
      statement.setString(1, table);
      statement.setString(2, column);
      try (ResultSet result = statement.executeQuery()) {
        return result.next();
      }
    }
  }
}
