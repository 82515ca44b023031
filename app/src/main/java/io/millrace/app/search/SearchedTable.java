package io.millrace.app.search;

import static java.util.Objects.requireNonNull;

import io.millrace.app.UserException;
import io.millrace.app.report.ReadOnly;
import io.millrace.connectors.Sql;
import io.millrace.plan.TablePlan;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the catalog says of the table that is searched.
 *
 * @param vectorSchema where pgvector is installed
 * @param columns all of them, in the table's order
 */
record SearchedTable(String vectorSchema, Map<String, ComparedAs> columns) {
  private static final String VECTOR_SCHEMA =
      "select n.nspname from pg_extension e join pg_namespace n on n.oid = e.extnamespace"
          + " where e.extname = 'vector'";

  private static final String COLUMNS =
      """
      select a.attname, t.typcategory::text
      from pg_attribute a join pg_type t on t.oid = a.atttypid
      where a.attrelid = ?::regclass and a.attnum > 0 and not a.attisdropped order by a.attnum
      """;

  static SearchedTable read(ReadOnly database, TablePlan table) throws SQLException {
    List<String> schemas = new ArrayList<>();
    database.rows(VECTOR_SCHEMA, row -> schemas.add(requireNonNull(row.getString(1))));
    if (schemas.isEmpty()) {
      throw UserException.failure("The database has no pgvector; run 'millrace init'.");
    }
    Map<String, ComparedAs> columns = new LinkedHashMap<>();
    database.rows(
        COLUMNS,
        List.of(Sql.qualified(table.schema(), table.name())),
        row ->
            columns.put(
                requireNonNull(row.getString(1)),
                ComparedAs.ofCategory(requireNonNull(row.getString(2)))));
    return new SearchedTable(schemas.get(0), columns);
  }

  /**
   * The kind of a column.
   *
   * @throws UserException if the table has none of that name
   */
  ComparedAs kind(String column) {
    ComparedAs kind = columns.get(column);
    if (kind == null) {
      throw UserException.usage(
          "The table has no column '%s'; it has %s."
              .formatted(column, String.join(", ", columns.keySet())));
    }
    return kind;
  }
}
