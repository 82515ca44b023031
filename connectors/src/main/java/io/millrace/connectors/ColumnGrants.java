package io.millrace.connectors;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Reads rights and comments that belong to single columns, to be given to other columns. */
final class ColumnGrants {
  private static final String GRANTS =
      """
      select c.place, 'grant ' || acl.privilege_type || ' ', ' on ' || c.relation || ' to '
        || case when acl.grantee = 0 then 'public' else quote_ident(pg_get_userbyid(acl.grantee)) end
        || case when acl.is_grantable then ' with grant option' else '' end
      from unnest(?::text[], ?::text[]) with ordinality as c (relation, name, place)
      join pg_attribute a on a.attrelid = to_regclass(c.relation) and a.attname = c.name
      cross join aclexplode(a.attacl) acl
      union all
      select c.place, 'comment on column ' || c.relation || '.',
        ' is ' || quote_literal(col_description(a.attrelid, a.attnum))
      from unnest(?::text[], ?::text[]) with ordinality as c (relation, name, place)
      join pg_attribute a on a.attrelid = to_regclass(c.relation) and a.attname = c.name
      where col_description(a.attrelid, a.attnum) is not null
      order by 1, 2, 3
      """;

  private ColumnGrants() {}

  /**
   * Statements that give columns what the plain ones have.
   *
   * @param columns whose plain ones exist
   * @param to a column's name by the time at which the statements run
   */
  static List<SqlStatement> copy(
      Connection connection, List<GenerationColumn> columns, Function<GenerationColumn, String> to)
      throws SQLException {
    Object[] tables = columns.stream().map(GenerationColumn::qualifiedTable).toArray();
    Object[] plain = columns.stream().map(GenerationColumn::plain).toArray();
    List<SqlStatement> statements = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(GRANTS)) {
      for (int first : new int[] {1, 3}) {
        query.setArray(first, connection.createArrayOf("text", tables));
        query.setArray(first + 1, connection.createArrayOf("text", plain));
      }
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          String column = Sql.quote(to.apply(columns.get(row.getInt(1) - 1)));
          boolean isComment = row.getString(2).startsWith("comment");
          statements.add(
              new SqlStatement(
                  "carry rights and comments of the column " + column + " over",
                  row.getString(2) + (isComment ? column : "(" + column + ")") + row.getString(3)));
        }
      }
    }
    return statements;
  }
}
