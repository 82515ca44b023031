package io.millrace.connectors;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row security policy that reads result columns.
 *
 * @param name quoted
 * @param table qualified and quoted
 * @param using null: it has none
 * @param check null: it has none
 */
record DependentPolicy(String name, String table, @Nullable String using, @Nullable String check) {
  private static final String POLICIES =
      """
      select distinct quote_ident(p.polname), p.polrelid::regclass::text,
        pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)
      from unnest(?::text[], ?::text[]) as c (relation, name)
      join pg_attribute a on a.attrelid = to_regclass(c.relation) and a.attname = c.name
      join pg_depend d on d.refclassid = 'pg_class'::regclass and d.refobjid = a.attrelid
        and d.refobjsubid = a.attnum and d.classid = 'pg_policy'::regclass
      join pg_policy p on p.oid = d.objid order by 2, 1
      """;

  /**
   * The policies of columns; with an empty search path their expressions are qualified.
   *
   * @param tables qualified and quoted, one for each column
   */
  static List<DependentPolicy> of(Connection connection, List<String> tables, List<String> columns)
      throws SQLException {
    List<DependentPolicy> policies = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(POLICIES)) {
      query.setArray(1, connection.createArrayOf("text", tables.toArray()));
      query.setArray(2, connection.createArrayOf("text", columns.toArray()));
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          policies.add(
              new DependentPolicy(
                  row.getString(1), row.getString(2), row.getString(3), row.getString(4)));
        }
      }
    }
    return policies;
  }

  /** Gives it its expressions again, which then mean the columns that are called so now. */
  SqlStatement replacement() {
    return new SqlStatement(
        "carry the policy " + name + " over",
        "alter policy "
            + name
            + " on "
            + table
            + (using == null ? "" : " using (" + using + ")")
            + (check == null ? "" : " with check (" + check + ")"));
  }
}
