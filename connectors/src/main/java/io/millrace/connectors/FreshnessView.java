package io.millrace.connectors;

import io.millrace.schemas.Names;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The view {@code freshness} in our schema: how many rows of each column of results are fresh,
 * stale, and without a result, by the audit's statements.
 *
 * <p>The statements stand in a function's text, not in the view: PostgreSQL forbids to drop or
 * retype a column that a view reads, and the host's migrations must not meet that.
 */
final class FreshnessView {
  private static final String NAME = "freshness";

  private static final String FUNCTION =
      """
      create or replace function {{name}}() returns table (
        table_name text, column_name text, rows bigint, fresh bigint, stale bigint, never bigint,
        foreign_model bigint, protected bigint, oldest_stale_at timestamptz, model text)
      language sql stable as {{quote}}
      {{body}}
      {{quote}}\
      """;

  private static final String BODY =
      """
      (select {{table_name}}::text, c.name, coalesce(s.rows, 0), coalesce(s.fresh, 0),
        coalesce(s.stale, 0), coalesce(s.missing, 0), coalesce(s.foreign_model, 0),
        coalesce(s.protected, 0), s.oldest_stale_at, nullif(c.model, '')
      from (values
        {{columns}}) as c (place, name, model)
      left join (
      {{counts}}
      ) s on s.column_name = c.name order by c.place)\
      """;

  private final Names names;
  private final List<AuditedTable> tables;

  FreshnessView(Names names, List<AuditedTable> tables) {
    this.names = names;
    this.tables = tables;
  }

  /** What makes the view, or brings it up to date; nothing where there is nothing to show. */
  List<SqlStatement> statements() {
    return tables.isEmpty()
        ? List.of()
        : List.of(
            new SqlStatement("compare stored results with their rows", function()),
            new SqlStatement(
                "show how fresh each column of results is",
                "create or replace view %s as select * from %s()".formatted(name(), name())));
  }

  /** Whether the view is there and compares as it should. */
  boolean isCurrent(Connection connection) throws SQLException {
    String installed =
        "select btrim(p.prosrc, chr(10)) from pg_proc p"
            + " join pg_namespace n on n.oid = p.pronamespace"
            + " where n.nspname = ? and p.proname = ? and to_regclass(?) is not null";
    List<String> found =
        new CatalogReader(connection).texts(installed, names.databaseSchema(), NAME, name());
    return tables.isEmpty() || found.equals(List.of(body()));
  }

  private String function() {
    return Templates.fill(FUNCTION, Map.of("name", name(), "quote", quote(), "body", body()));
  }

  private String name() {
    return Sql.qualified(names.databaseSchema(), NAME);
  }

  private String body() {
    return tables.stream().map(FreshnessView::body).collect(Collectors.joining("\nunion all\n"));
  }

  private static String body(AuditedTable table) {
    return Templates.fill(
        BODY,
        Map.of(
            "table_name", Sql.literal(table.table()),
            "columns", table.columnRows(),
            "counts", table.counts()));
  }

  /** A mark of quotation that the text does not hold, whatever columns are called. */
  private String quote() {
    StringBuilder mark = new StringBuilder("$audit$");
    while (body().contains(mark)) {
      mark.insert(1, '_');
    }
    return mark.toString();
  }
}
