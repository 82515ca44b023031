package io.millrace.sink;

import static java.util.Objects.requireNonNull;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;

/** Reads tables' columns from PostgreSQL's catalog. */
final class Catalog {
  private static final String COLUMNS =
      """
      select a.attname, format_type(a.atttypid, null), tn.nspname, a.atttypmod
      from pg_attribute a
      join pg_class c on c.oid = a.attrelid
      join pg_namespace n on n.oid = c.relnamespace
      join pg_type t on t.oid = a.atttypid
      join pg_namespace tn on tn.oid = t.typnamespace
      where n.nspname = ? and c.relname = ? and a.attnum > 0 and not a.attisdropped
      """;

  /**
   * The role, where row level security holds for it and no policy plainly lets it see and change
   * every row.
   */
  private static final String ROLE_THAT_MISSES_ROWS =
      """
      with applying as (
        select p.polcmd, p.polpermissive,
          coalesce(pg_get_expr(p.polqual, p.polrelid), 'true') = 'true'
            and coalesce(pg_get_expr(p.polwithcheck, p.polrelid), 'true') = 'true' as plain
        from pg_policy p
        where p.polrelid = ?::regclass and exists (
          select from unnest(p.polroles) role where role = 0 or pg_has_role(role, 'usage')))
      select current_user where row_security_active(?::regclass) and not (
        exists (select from applying where plain and polpermissive and polcmd in ('r', '*'))
        and exists (select from applying where plain and polpermissive and polcmd in ('w', '*'))
        and not exists (
          select from applying where not plain and not polpermissive and polcmd in ('r', 'w', '*')))
      """;

  private Catalog() {}

  /**
   * Refuses a table whose row level security may hide rows from this role: their results would be
   * dropped as if the rows were gone.
   *
   * @throws ConnectException with what the table's owner may do
   */
  static void refuseHiddenRows(Connection connection, String schema, String table)
      throws SQLException {
    String name = Identifiers.quote(schema, table);
    try (PreparedStatement statement = connection.prepareStatement(ROLE_THAT_MISSES_ROWS)) {
      statement.setString(1, name);
      statement.setString(2, name);
      try (ResultSet result = statement.executeQuery()) {
        if (result.next()) {
          throw new ConnectException(
              ("row level security of %s may hide rows from the role %s; let the table's owner run:"
                      + " create policy millrace on %s to %s using (true), and restart the task")
                  .formatted(name, result.getString(1), name, result.getString(1)));
        }
      }
    }
  }

  /**
   * The columns of a table by name.
   *
   * @throws ConnectException if there is no such table
   */
  static Map<String, ColumnType> columns(Connection connection, String schema, String table)
      throws SQLException {
    Map<String, ColumnType> columns = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(COLUMNS)) {
      statement.setString(1, schema);
      statement.setString(2, table);
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          columns.put(
              requireNonNull(result.getString(1)),
              new ColumnType(
                  requireNonNull(result.getString(2)),
                  requireNonNull(result.getString(3)),
                  result.getInt(4)));
        }
      }
    }
    if (columns.isEmpty()) {
      throw new ConnectException(
          "there is no table %s.%s; check %s".formatted(schema, table, SinkSettings.TARGETS));
    }
    return columns;
  }
}
