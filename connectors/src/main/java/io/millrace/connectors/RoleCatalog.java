package io.millrace.connectors;

import io.millrace.plan.CapturedTable;
import io.millrace.schemas.Names;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** What PostgreSQL's catalog says about the connectors' roles. As threadsafe as its connection. */
final class RoleCatalog {
  /** Comment on a role that init made. */
  static final String MARK = "made by millrace init";

  private static final String LACKS_PRIVILEGE =
      """
      select 1 where not has_%s_privilege(
        coalesce((select rolname from pg_roles where rolname = ?), 'public'), ?, '%s')
      """;

  /** A role that makes others may give them REPLICATION only since PostgreSQL 16. */
  private static final String MAY_CREATE =
      """
      select 1 from pg_roles where rolname = current_user and (rolsuper or (rolcreaterole
        and (not ? or (rolreplication and current_setting('server_version_num')::int >= 160000))))
      """;

  /** A hosted server on which nobody may give REPLICATION, and this role stands for it. */
  private static final String HOSTED_REPLICATION = "rds_replication";

  private static final String IS_REPLICATOR =
      """
      select 1 from pg_roles r where r.rolname = ? and r.rolcanlogin and (r.rolreplication
        or exists (select from pg_roles h where h.rolname = 'rds_replication'
          and pg_has_role(r.oid, h.oid, 'member')))
      """;

  private static final String MAY_GIVE_HOSTED_REPLICATION =
      """
      select 1 from pg_roles own, pg_roles h where own.rolname = current_user
        and h.rolname = 'rds_replication' and own.rolcreaterole
        and pg_has_role(own.oid, h.oid, 'member with admin option')
      """;

  private static final String MAY_REPLICATE =
      """
      select 1 from pg_roles r where r.rolname = current_user and (r.rolsuper or r.rolreplication
        or exists (select from pg_roles h where h.rolname = 'rds_replication'
          and pg_has_role(r.oid, h.oid, 'member')))
      """;

  private static final String MAY_ALTER =
      """
      select 1 from pg_roles own where rolname = current_user and (rolsuper or (rolcreaterole
        and (current_setting('server_version_num')::int < 160000 or exists (
          select from pg_auth_members m join pg_roles r on r.oid = m.roleid
          where r.rolname = ? and m.member = own.oid and m.admin_option))))
      """;

  private static final String NEEDS_POLICY =
      """
      select 1 from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = ? and c.relname = ? and c.relrowsecurity
        and not exists (select from pg_roles where rolname = ? and (rolbypassrls or rolsuper))
        and not exists (select from pg_policy where polrelid = c.oid and polname = ?)
      """;

  private final CatalogReader catalog;
  private final Names names;

  RoleCatalog(Connection connection, Names names) {
    this.catalog = new CatalogReader(connection);
    this.names = names;
  }

  boolean exists(DatabaseRole role) throws SQLException {
    return catalog.any("select 1 from pg_roles where rolname = ?", role.name(names));
  }

  boolean hasAttributes(DatabaseRole role) throws SQLException {
    return role == DatabaseRole.CAPTURE
        ? catalog.any(IS_REPLICATOR, role.name(names))
        : catalog.any("select 1 from pg_roles where rolname = ? and rolcanlogin", role.name(names));
  }

  /** The role that stands for REPLICATION on a hosted server, if this is one. */
  Optional<String> hostedReplication() throws SQLException {
    return catalog
        .texts("select rolname from pg_roles where rolname = ?", HOSTED_REPLICATION)
        .stream()
        .findFirst();
  }

  /** Whether the session's own role may read the log. */
  boolean mayReplicate() throws SQLException {
    return catalog.any(MAY_REPLICATE);
  }

  boolean isSuperuser() throws SQLException {
    return catalog.any("select 1 from pg_roles where rolname = current_user and rolsuper");
  }

  boolean mayCreate(DatabaseRole role) throws SQLException {
    if (role == DatabaseRole.CAPTURE && hostedReplication().isPresent()) {
      return isSuperuser() || catalog.any(MAY_GIVE_HOSTED_REPLICATION);
    }
    return catalog.any(MAY_CREATE, role == DatabaseRole.CAPTURE);
  }

  boolean mayAlter(DatabaseRole role) throws SQLException {
    return catalog.any(MAY_ALTER, role.name(names));
  }

  String database() throws SQLException {
    return catalog.texts("select current_database()").get(0);
  }

  Optional<String> vectorSchema() throws SQLException {
    List<String> found =
        catalog.texts(
            "select n.nspname from pg_extension e join pg_namespace n on n.oid = e.extnamespace"
                + " where e.extname = 'vector'");
    return found.stream().findFirst();
  }

  boolean lacksDatabase(DatabaseRole role) throws SQLException {
    return lacks(role, "database", database(), "connect");
  }

  boolean lacksSchema(DatabaseRole role, String schema) throws SQLException {
    return lacks(role, "schema", schema, "usage");
  }

  boolean lacksFunction(DatabaseRole role, String function) throws SQLException {
    return lacks(role, "function", function, "execute");
  }

  /** A role that is not there yet has what everybody has. */
  private boolean lacks(DatabaseRole role, String kind, String object, String privilege)
      throws SQLException {
    return catalog.any(LACKS_PRIVILEGE.formatted(kind, privilege), role.name(names), object);
  }

  /** Columns of generations that are being built, as in {@code labels__g2}. */
  List<String> numberedColumns(CapturedTable table) throws SQLException {
    return catalog.texts(
        """
        select a.attname from pg_attribute a join pg_class c on c.oid = a.attrelid
        join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = ? and c.relname = ? and a.attnum > 0 and not a.attisdropped
          and a.attname ~ '__g[0-9]+$' order by 1
        """,
        table.schema(),
        table.name());
  }

  boolean needsPolicy(DatabaseRole role, CapturedTable table) throws SQLException {
    String name = role.name(names);
    return catalog.any(NEEDS_POLICY, table.schema(), table.name(), name, name);
  }
}
