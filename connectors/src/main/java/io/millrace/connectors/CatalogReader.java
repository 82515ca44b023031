package io.millrace.connectors;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads what init must know from PostgreSQL's catalog. As threadsafe as its connection. */
final class CatalogReader {
  private static final String SERVER =
      """
      select current_setting('server_version_num')::int, current_setting('wal_level'),
             current_user, current_database(),
             has_database_privilege(current_database(), 'create'),
             (select n.nspname from pg_extension e join pg_namespace n on n.oid = e.extnamespace
              where e.extname = 'vector'),
             exists (select from pg_available_extensions where name = 'vector'),
             coalesce((select has_schema_privilege(e.extnamespace, 'usage') from pg_extension e
              where e.extname = 'vector'), true)
      from pg_roles r where r.rolname = current_user
      """;

  private static final String TABLE =
      """
      select c.oid, c.relkind::text, c.relreplident::text, pg_has_role(c.relowner, 'usage'),
             exists (select from unnest(c.reloptions) option where option like 'fillfactor=%')
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = ? and c.relname = ?
      """;

  private static final String TWINS =
      """
      select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = ? and c.relname <> ? and lower(c.relname) = lower(?)
        and c.relkind in ('r', 'p') order by 1
      """;

  private static final String COLUMNS =
      """
      select a.attname, coalesce(base.typname, t.typname),
             case when base.oid is null then a.atttypmod else t.typtypmod end,
             format_type(a.atttypid, a.atttypmod), a.attgenerated <> ''
      from pg_attribute a
      join pg_type t on t.oid = a.atttypid
      left join pg_type base on base.oid = t.typbasetype and t.typtype = 'd'
      where a.attrelid = ? and a.attnum > 0 and not a.attisdropped order by a.attnum
      """;

  private static final String PRIMARY_KEY =
      """
      select a.attname from pg_index i
      cross join unnest(i.indkey) with ordinality as k (attnum, position)
      join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum
      where i.indrelid = ? and i.indisprimary order by k.position
      """;

  private static final String INDEXES =
      """
      select am.amname || ':' || a.attname from pg_index i
      join pg_class c on c.oid = i.indexrelid
      join pg_am am on am.oid = c.relam
      join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
      where i.indrelid = ? and i.indnatts = 1 and i.indisvalid and i.indpred is null
      """;

  private final Connection connection;

  CatalogReader(Connection connection) {
    this.connection = connection;
  }

  ServerState server() throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SERVER);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return new ServerState(
          row.getInt(1),
          row.getString(2),
          row.getString(3),
          row.getString(4),
          row.getBoolean(5),
          Optional.ofNullable(row.getString(6)),
          row.getBoolean(7),
          row.getBoolean(8));
    }
  }

  /** A table's state; empty if nothing has that name. */
  Optional<TableState> table(String schema, String name) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(TABLE)) {
      statement.setString(1, schema);
      statement.setString(2, name);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(table(row, schema, name)) : Optional.empty();
      }
    }
  }

  private TableState table(ResultSet row, String schema, String name) throws SQLException {
    long id = row.getLong(1);
    return new TableState(
        row.getString(2),
        row.getString(3),
        row.getBoolean(4),
        row.getBoolean(5),
        texts(PRIMARY_KEY, id),
        columns(id),
        Set.copyOf(texts(INDEXES, id)),
        texts(TWINS, schema, name, name));
  }

  private Map<String, ColumnState> columns(long table) throws SQLException {
    Map<String, ColumnState> columns = new LinkedHashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(COLUMNS)) {
      statement.setLong(1, table);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          columns.put(
              row.getString(1),
              new ColumnState(
                  row.getString(1),
                  row.getString(2),
                  row.getInt(3),
                  row.getString(4),
                  row.getBoolean(5)));
        }
      }
    }
    return columns;
  }

  /** First column of each row. */
  List<String> texts(String sql, Object... parameters) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int index = 0; index < parameters.length; index++) {
        statement.setObject(index + 1, parameters[index]);
      }
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          texts.add(row.getString(1));
        }
      }
    }
    return texts;
  }

  /** Whether a query finds anything. */
  boolean any(String sql, Object... parameters) throws SQLException {
    return !texts(sql, parameters).isEmpty();
  }

  /** A publication's tables with the columns that each publishes; absent: no such publication. */
  Optional<PublicationState> publication(String name) throws SQLException {
    String properties =
        "select case when puballtables then 'all' when pubinsert and pubupdate and pubdelete and"
            + " pubtruncate then 'full' else 'part' end from pg_publication where pubname = ?";
    List<String> found = texts(properties, name);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Set<PublishedTable> tables = new HashSet<>();
    String members =
        "select schemaname, tablename, attnames::text[], rowfilter is not null"
            + " from pg_publication_tables where pubname = ?";
    try (PreparedStatement statement = connection.prepareStatement(members)) {
      statement.setString(1, name);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          String[] columns = (String[]) row.getArray(3).getArray();
          tables.add(
              new PublishedTable(
                  row.getString(1), row.getString(2), Set.of(columns), row.getBoolean(4)));
        }
      }
    }
    return Optional.of(
        new PublicationState(found.get(0).equals("all"), found.get(0).equals("full"), tables));
  }

  /**
   * A publication as the catalog has it.
   *
   * @param allTables whether it publishes every table of the database
   * @param allOperations whether it publishes inserts, updates, deletes and truncates
   */
  record PublicationState(boolean allTables, boolean allOperations, Set<PublishedTable> tables) {}

  /**
   * A table of a publication.
   *
   * @param filtered whether only some of its rows are published
   */
  record PublishedTable(String schema, String name, Set<String> columns, boolean filtered) {}
}
