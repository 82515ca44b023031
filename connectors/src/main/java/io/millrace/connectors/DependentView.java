package io.millrace.connectors;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A view of the host that reads result columns. It stands for the columns, not for their names: to
 * follow the names, its own text is run again after they were changed.
 *
 * @param name qualified and quoted
 * @param isDirect whether it names one of the columns itself, not only by way of another view
 * @param kind {@code v}, or another kind of relation, which is not carried over
 * @param definition its query, with every name qualified
 * @param options as in {@code security_barrier='true'}; null: none
 * @param owner quoted
 * @param grants right, role and whether it may be passed on; empty: the owner's alone
 * @param comment null: none
 */
record DependentView(
    String name,
    boolean isDirect,
    String kind,
    String definition,
    @Nullable String options,
    String owner,
    List<Grant> grants,
    @Nullable String comment) {

  /** A right on the whole view. */
  record Grant(String right, String role, boolean isGrantable) {}

  private static final String VIEWS =
      """
      with recursive wanted as (
        select a.attrelid, a.attnum from unnest(?::text[], ?::text[]) as c (relation, name)
        join pg_attribute a on a.attrelid = to_regclass(c.relation) and a.attname = c.name),
      found (view, depth) as (
        select r.ev_class, 1 from wanted w
        join pg_depend d on d.refclassid = 'pg_class'::regclass and d.refobjid = w.attrelid
          and d.refobjsubid = w.attnum and d.classid = 'pg_rewrite'::regclass
        join pg_rewrite r on r.oid = d.objid and r.ev_class <> w.attrelid
        union
        select r.ev_class, f.depth + 1 from found f
        join pg_depend d on d.refclassid = 'pg_class'::regclass and d.refobjid = f.view
          and d.classid = 'pg_rewrite'::regclass
        join pg_rewrite r on r.oid = d.objid and r.ev_class <> f.view)
      select format('%I.%I', n.nspname, c.relname), min(f.depth) = 1, c.relkind::text,
        pg_get_viewdef(c.oid), (select string_agg(format('%I=%L', option_name, option_value), ', ')
          from pg_options_to_table(c.reloptions)),
        quote_ident(pg_get_userbyid(c.relowner)), obj_description(c.oid, 'pg_class')
      from found f join pg_class c on c.oid = f.view join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('v', 'm')
      group by c.oid, n.nspname, c.relname, c.relkind, c.reloptions, c.relowner
      order by max(f.depth), 1
      """;

  private static final String GRANTS =
      """
      select acl.privilege_type,
        case when acl.grantee = 0 then 'public' else quote_ident(pg_get_userbyid(acl.grantee)) end,
        acl.is_grantable
      from pg_class c cross join aclexplode(c.relacl) acl
      where c.oid = to_regclass(?) and acl.grantee <> c.relowner order by 2, 1
      """;

  /**
   * The views of columns, in an order in which they can be made. With an empty search path their
   * queries are qualified.
   *
   * @param tables qualified and quoted, one for each column
   */
  static List<DependentView> of(Connection connection, List<String> tables, List<String> columns)
      throws SQLException {
    List<DependentView> views = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(VIEWS)) {
      query.setArray(1, connection.createArrayOf("text", tables.toArray()));
      query.setArray(2, connection.createArrayOf("text", columns.toArray()));
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          views.add(
              new DependentView(
                  row.getString(1),
                  row.getBoolean(2),
                  row.getString(3),
                  row.getString(4).stripTrailing().replaceFirst(";$", ""),
                  row.getString(5),
                  row.getString(6),
                  grants(connection, row.getString(1)),
                  row.getString(7)));
        }
      }
    }
    return views;
  }

  private static List<Grant> grants(Connection connection, String view) throws SQLException {
    List<Grant> grants = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(GRANTS)) {
      query.setString(1, view);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          grants.add(new Grant(row.getString(1), row.getString(2), row.getBoolean(3)));
        }
      }
    }
    return grants;
  }

  /** Gives it its query again in place; for columns of the same types. */
  SqlStatement replacement() {
    return new SqlStatement("carry the view " + name + " over", create("create or replace view "));
  }

  SqlStatement drop() {
    return new SqlStatement("drop the view " + name + " to make it anew", "drop view " + name);
  }

  /**
   * Makes a dropped view anew, with its owner, rights and comment. Rights that the database gives
   * to every new view are taken away first.
   */
  List<SqlStatement> creation() {
    List<SqlStatement> statements = new ArrayList<>();
    statements.add(new SqlStatement("make the view " + name + " anew", create("create view ")));
    statements.add(
        new SqlStatement(
            "give the view " + name + " to its owner",
            "alter view " + name + " owner to " + owner));
    statements.add(new SqlStatement("take rights that are given by default", revocation()));
    for (Grant grant : grants) {
      statements.add(
          new SqlStatement(
              "carry rights on the view " + name + " over",
              "grant %s on %s to %s%s"
                  .formatted(
                      grant.right(),
                      name,
                      grant.role(),
                      grant.isGrantable() ? " with grant option" : "")));
    }
    Optional.ofNullable(comment)
        .ifPresent(
            text ->
                statements.add(
                    new SqlStatement(
                        "carry the comment of the view " + name + " over",
                        "comment on view " + name + " is " + Sql.literal(text))));
    return statements;
  }

  private String create(String how) {
    return how + name + (options == null ? "" : " with (" + options + ")") + " as " + definition;
  }

  private String revocation() {
    return """
    do $millrace$ declare grantee text; begin
      for grantee in select distinct
          case when acl.grantee = 0 then 'public' else quote_ident(pg_get_userbyid(acl.grantee)) end
        from pg_class c cross join aclexplode(c.relacl) acl
        where c.oid = %1$s::regclass and acl.grantee <> c.relowner
      loop execute 'revoke all on ' || %1$s || ' from ' || grantee; end loop;
    end $millrace$\
    """
        .formatted(Sql.literal(name));
  }
}
