package io.millrace.connectors;

import io.millrace.plan.CapturedTable;
import io.millrace.plan.EnrichmentPlan;
import io.millrace.schemas.Names;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.postgresql.PGConnection;

/**
 * Makes the roles that the connectors enter the database as, with the least rights that they need.
 *
 * <p>What the session's role may not do is listed for an administrator instead. Immutable; a call
 * is as threadsafe as its connection, whose role owns the captured tables or may act for their
 * owner.
 */
public final class RolePreparation {
  private static final String PASSWORD_ENCRYPTION = "scram-sha-256";

  private final EnrichmentPlan plan;
  private final Names names;

  /** For one plan, in a database that is prepared for it by {@link DatabasePreparation}. */
  public RolePreparation(EnrichmentPlan plan, Names names) {
    this.plan = plan;
    this.names = names;
  }

  /** What is to be run now; changes nothing. */
  public RoleStatements statements(Connection connection) throws SQLException {
    RoleCatalog catalog = new RoleCatalog(connection, names);
    List<SqlStatement> own = new ArrayList<>();
    List<SqlStatement> administrator = new ArrayList<>();
    for (DatabaseRole role : DatabaseRole.values()) {
      boolean mayCreate = catalog.mayCreate(role);
      (mayCreate ? own : administrator).addAll(creation(role, catalog));
      // Rights of a role that an administrator has yet to make come after it.
      List<SqlStatement> rights = catalog.exists(role) || mayCreate ? own : administrator;
      (catalog.isSuperuser() ? own : administrator).addAll(foreignRights(role, catalog));
      rights.addAll(grants(role, connection, catalog));
      rights.addAll(policies(role, catalog));
    }
    return new RoleStatements(own, administrator);
  }

  private List<SqlStatement> creation(DatabaseRole role, RoleCatalog catalog) throws SQLException {
    List<SqlStatement> statements = new ArrayList<>();
    String name = role.name(names);
    // Where a role stands for REPLICATION, nobody may give the attribute itself.
    Optional<String> hosted =
        role == DatabaseRole.CAPTURE ? catalog.hostedReplication() : Optional.empty();
    String attributes = hosted.isPresent() ? "login" : role.attributes();
    if (!catalog.exists(role)) {
      statements.add(
          new SqlStatement(
              "make the role " + name, "create role %s %s".formatted(Sql.quote(name), attributes)));
      statements.add(
          new SqlStatement(
              "mark the role as ours, so that undo drops it",
              "comment on role %s is %s"
                  .formatted(Sql.quote(name), Sql.literal(RoleCatalog.MARK))));
      hosted.ifPresent(replication -> statements.add(membership(replication, name)));
    } else if (!catalog.hasAttributes(role)) {
      statements.add(
          new SqlStatement(
              "let the role "
                  + name
                  + " log in"
                  + (role == DatabaseRole.CAPTURE ? " and read the log" : ""),
              "alter role %s %s".formatted(Sql.quote(name), attributes)));
      hosted.ifPresent(replication -> statements.add(membership(replication, name)));
    }
    return statements;
  }

  private static SqlStatement membership(String replication, String name) {
    return new SqlStatement(
        "let the role " + name + " read the log",
        "grant %s to %s".formatted(Sql.quote(replication), Sql.quote(name)));
  }

  private List<SqlStatement> grants(DatabaseRole role, Connection connection, RoleCatalog catalog)
      throws SQLException {
    Grants grants = new Grants(plan, names);
    if (role == DatabaseRole.CAPTURE) {
      return grants.capture(role.name(names));
    }
    Map<String, List<String>> numberedColumns = new HashMap<>();
    for (CapturedTable table : plan.capturedTables()) {
      numberedColumns.put(table.name(), catalog.numberedColumns(table));
    }
    return grants.sink(role.name(names), HostMetadata.tables(connection, plan), numberedColumns);
  }

  /** Rights that most databases give to all, and those on functions of the server. */
  private List<SqlStatement> foreignRights(DatabaseRole role, RoleCatalog catalog)
      throws SQLException {
    String name = role.name(names);
    List<SqlStatement> statements = new ArrayList<>();
    if (catalog.lacksDatabase(role)) {
      statements.add(Grants.grant("connect", "database " + Sql.quote(catalog.database()), name));
    }
    Set<String> schemas = new LinkedHashSet<>();
    plan.capturedTables().stream().map(CapturedTable::schema).forEach(schemas::add);
    catalog.vectorSchema().ifPresent(schemas::add);
    for (String schema : schemas) {
      if (catalog.lacksSchema(role, schema)) {
        statements.add(Grants.grant("usage", "schema " + Sql.quote(schema), name));
      }
    }
    if (role == DatabaseRole.SINK) {
      for (String function : OriginSupport.FUNCTIONS) {
        if (catalog.lacksFunction(role, function)) {
          statements.add(Grants.grant("execute", "function pg_catalog." + function, name));
        }
      }
    }
    return statements;
  }

  /** Row level security would hide rows from a role without a word. */
  private List<SqlStatement> policies(DatabaseRole role, RoleCatalog catalog) throws SQLException {
    List<SqlStatement> statements = new ArrayList<>();
    for (CapturedTable table : plan.capturedTables()) {
      String name = Sql.qualified(table.schema(), table.name());
      if (catalog.needsPolicy(role, table)) {
        statements.add(
            new SqlStatement(
                "let the role " + role.name(names) + " see every row of " + table.name(),
                "create policy %s on %s for %s to %s using (true)"
                    .formatted(
                        Sql.quote(role.name(names)),
                        name,
                        role == DatabaseRole.CAPTURE ? "select" : "all",
                        Sql.quote(role.name(names)))));
      }
    }
    return statements;
  }

  /**
   * Runs the session's own part of {@link #statements}, all or nothing.
   *
   * @return the rest, for an administrator
   */
  public RoleStatements apply(Connection connection) throws SQLException {
    RoleStatements statements = statements(connection);
    Transactions.run(connection, statements.own());
    return statements;
  }

  /** Whether the session's own role may read the log. */
  public boolean mayReplicate(Connection connection) throws SQLException {
    return new RoleCatalog(connection, names).mayReplicate();
  }

  /** Whether the role is there. */
  public boolean exists(Connection connection, DatabaseRole role) throws SQLException {
    return new RoleCatalog(connection, names).exists(role);
  }

  /** Whether the session may make roles, and so give them passwords. */
  public boolean maySetPassword(Connection connection, DatabaseRole role) throws SQLException {
    return new RoleCatalog(connection, names).mayAlter(role);
  }

  /**
   * Gives a role a password. Only its verifier is sent, so that no log of the server holds it.
   *
   * @throws SQLException if the session's role may not
   */
  public void setPassword(Connection connection, DatabaseRole role, String password)
      throws SQLException {
    connection
        .unwrap(PGConnection.class)
        .alterUserPassword(role.name(names), password.toCharArray(), PASSWORD_ENCRYPTION);
  }
}
