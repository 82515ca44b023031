package io.millrace.connectors;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What of the host depends on result columns and cannot be carried to other columns: all but views,
 * policies, rights and plain indexes.
 */
final class HostDependents {
  private static final String DEPENDENTS =
      """
      with wanted as (
        select a.attrelid, a.attnum, a.attname, a.attnotnull
        from unnest(?::text[], ?::text[]) as c (relation, name)
        join pg_attribute a on a.attrelid = to_regclass(c.relation) and a.attname = c.name)
      select distinct pg_describe_object(d.classid, d.objid, d.objsubid), w.attname
      from wanted w join pg_depend d on d.refclassid = 'pg_class'::regclass
        and d.refobjid = w.attrelid and d.refobjsubid = w.attnum
      left join pg_rewrite r on d.classid = 'pg_rewrite'::regclass and r.oid = d.objid
      left join pg_class v on v.oid = r.ev_class
      left join pg_index i on d.classid = 'pg_class'::regclass and i.indexrelid = d.objid
      where d.classid <> 'pg_policy'::regclass and v.relkind is distinct from 'v'
        and not coalesce(i.indnatts = 1 and i.indpred is null and i.indexprs is null
          and not i.indisunique, false)
      union all
      select 'NOT NULL', attname from wanted where attnotnull
      order by 2, 1
      """;

  /** What depends on the views, which must be dropped where columns change their types. */
  private static final String ON_VIEWS =
      """
      select distinct pg_describe_object(d.classid, d.objid, d.objsubid),
        v.relname from unnest(?::text[]) as name join pg_class v on v.oid = to_regclass(name)
      join pg_depend d on d.refclassid = 'pg_class'::regclass and d.refobjid = v.oid
      left join pg_rewrite r on d.classid = 'pg_rewrite'::regclass and r.oid = d.objid
      left join pg_class rv on rv.oid = r.ev_class
      where d.deptype <> 'i' and rv.relkind is distinct from 'v' or
        r.rulename <> '_RETURN'
      union all
      select 'rights on single columns', v.relname from unnest(?::text[]) as name
      join pg_attribute a on a.attrelid = to_regclass(name) and a.attacl is not null
      join pg_class v on v.oid = a.attrelid order by 2, 1
      """;

  private HostDependents() {}

  /** One sentence for each thing that depends on a column. */
  static List<String> problems(Connection connection, List<String> tables, List<String> columns)
      throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(DEPENDENTS)) {
      query.setArray(1, connection.createArrayOf("text", tables.toArray()));
      query.setArray(2, connection.createArrayOf("text", columns.toArray()));
      return sentences(query, "the column");
    }
  }

  /** One sentence for each thing that depends on a view, which would be lost with it. */
  static List<String> problemsOfViews(Connection connection, List<DependentView> views)
      throws SQLException {
    Object[] names = views.stream().map(DependentView::name).toArray();
    try (PreparedStatement query = connection.prepareStatement(ON_VIEWS)) {
      query.setArray(1, connection.createArrayOf("text", names));
      query.setArray(2, connection.createArrayOf("text", names));
      return sentences(query, "the view");
    }
  }

  private static List<String> sentences(PreparedStatement query, String what) throws SQLException {
    List<String> sentences = new ArrayList<>();
    try (ResultSet row = query.executeQuery()) {
      while (row.next()) {
        sentences.add(
            "%s depends on %s '%s' and is not carried over; drop it, and make it again afterwards"
                .formatted(row.getString(1), what, row.getString(2)));
      }
    }
    return sentences;
  }
}
