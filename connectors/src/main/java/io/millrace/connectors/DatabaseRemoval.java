package io.millrace.connectors;

import io.millrace.schemas.Names;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Computes how to take back what init did. */
final class DatabaseRemoval {
  private static final String OUR_ROLE =
      """
      select r.rolname from pg_roles r, pg_roles own
      where r.rolname = ? and shobj_description(r.oid, 'pg_authid') = ?
        and own.rolname = current_user
        and (own.rolsuper or (own.rolcreaterole and pg_has_role(r.oid, 'usage')))
      """;

  private static final String NEEDED_ELSEWHERE =
      """
      select 1 from pg_shdepend d join pg_roles r on r.oid = d.refobjid
      where r.rolname = ? and d.refclassid = 'pg_authid'::regclass and d.dbid <> 0
        and d.dbid <> (select oid from pg_database where datname = current_database())
      """;

  private final Names names;

  DatabaseRemoval(Names names) {
    this.names = names;
  }

  List<SqlStatement> statements(Connection connection) throws SQLException {
    CatalogReader catalog = new CatalogReader(connection);
    refuseActiveSlot(catalog);
    List<SqlStatement> statements = new ArrayList<>();
    String publication = names.slotAndPublication();
    if (catalog.any("select 1 from pg_publication where pubname = ?", publication)) {
      statements.add(
          new SqlStatement(
              "drop the publication", "drop publication if exists " + Sql.quote(publication)));
    }
    statements.addAll(hostObjects(connection, catalog));
    if (catalog.any("select 1 from pg_namespace where nspname = ?", names.databaseSchema())) {
      statements.add(
          new SqlStatement(
              "drop our schema",
              "drop schema if exists " + Sql.quote(names.databaseSchema()) + " cascade"));
    }
    statements.addAll(roles(catalog));
    statements.addAll(clusterObjects(catalog));
    return statements;
  }

  /** Roles that init made, where this session may drop them and no other database needs them. */
  private List<SqlStatement> roles(CatalogReader catalog) throws SQLException {
    List<SqlStatement> statements = new ArrayList<>();
    for (DatabaseRole role : DatabaseRole.values()) {
      for (String name : catalog.texts(OUR_ROLE, role.name(names), RoleCatalog.MARK)) {
        statements.add(
            new SqlStatement(
                "take the rights of the role " + name + " back",
                "drop owned by " + Sql.quote(name)));
        if (!catalog.any(NEEDED_ELSEWHERE, name)) {
          statements.add(
              new SqlStatement("drop the role " + name, "drop role if exists " + Sql.quote(name)));
        }
      }
    }
    return statements;
  }

  private void refuseActiveSlot(CatalogReader catalog) throws SQLException {
    String active = "select 1 from pg_replication_slots where slot_name = ? and active";
    if (catalog.any(active, names.slotAndPublication())) {
      throw new PreparationException(
          "init cannot be undone now",
          List.of(
              "the connector '%s' still reads the slot '%s'; delete the connector first"
                  .formatted(names.sourceConnector(), names.slotAndPublication())));
    }
  }

  private List<SqlStatement> hostObjects(Connection connection, CatalogReader catalog)
      throws SQLException {
    List<SqlStatement> statements = new ArrayList<>();
    String exists = "select 1 from pg_tables where schemaname = ? and tablename = ?";
    if (!catalog.any(exists, names.databaseSchema(), InstalledObjects.TABLE)) {
      return statements;
    }
    String installed =
        "select kind, table_schema, table_name, name from "
            + Sql.qualified(names.databaseSchema(), InstalledObjects.TABLE)
            + " order by kind desc, table_schema, table_name, name";
    try (PreparedStatement query = connection.prepareStatement(installed);
        ResultSet row = query.executeQuery()) {
      while (row.next()) {
        statements.add(
            removal(row.getString(1), row.getString(2), row.getString(3), row.getString(4)));
      }
    }
    return statements;
  }

  private static SqlStatement removal(String kind, String schema, String table, String name) {
    String hostTable = "alter table if exists " + Sql.qualified(schema, table);
    return switch (kind) {
      case "index" ->
          new SqlStatement(
              "drop the index " + name, "drop index if exists " + Sql.qualified(schema, name));
      case "column" ->
          new SqlStatement(
              "drop the column " + name + " of " + table,
              hostTable + " drop column if exists " + Sql.quote(name));
      case "fillfactor" ->
          new SqlStatement("reset the fillfactor of " + table, hostTable + " reset (fillfactor)");
      default -> throw new IllegalStateException("unknown kind of installed object: " + kind);
    };
  }

  /** The slot comes last: dropping it cannot be rolled back. */
  private List<SqlStatement> clusterObjects(CatalogReader catalog) throws SQLException {
    List<SqlStatement> statements = new ArrayList<>();
    String origins =
        "select roname from pg_replication_origin where roname ~ ?"
            + " and has_function_privilege('pg_replication_origin_drop(text)', 'execute')"
            + " order by 1";
    for (String origin : catalog.texts(origins, OriginSupport.ownOrigins(names))) {
      statements.add(
          new SqlStatement(
              "drop the replication origin " + origin,
              "select pg_replication_origin_drop(" + Sql.literal(origin) + ")"));
    }
    String slot =
        "select 1 from pg_replication_slots where slot_name = ?"
            + " and database = current_database()";
    if (catalog.any(slot, names.slotAndPublication())) {
      statements.add(
          new SqlStatement(
              "drop the replication slot",
              "select pg_drop_replication_slot(" + Sql.literal(names.slotAndPublication()) + ")"));
    }
    return statements;
  }
}
