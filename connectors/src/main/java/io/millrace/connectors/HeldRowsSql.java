package io.millrace.connectors;

import io.millrace.connectors.HeldRows.ModelColumn;
import io.millrace.plan.EmbedTask;
import io.millrace.plan.TablePlan;
import io.millrace.schemas.Names;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The statements of {@link HeldRows}. What is noted of a row is looked up row by row: as a
 * condition of its own, PostgreSQL would read all provenance for each page.
 *
 * @param hasMetadata whether the table has the host's metadata column
 */
record HeldRowsSql(
    Names names,
    TablePlan table,
    List<EmbedTask> tasks,
    int generation,
    boolean hasMetadata,
    Optional<ModelColumn> modelColumn) {
  private static final String FROM =
      """
       from {{table}} t cross join lateral (
        select coalesce(array_agg(p.column_name), '{}') as columns, {{named}} as is_named
        from {{provenance}} p
        where p.table_name = {{table_name}} and p.key = t.{{key}}::text
          and p.generation = {{generation}}) noted\
      """;

  private String from() {
    return Templates.fill(
        FROM,
        Map.of(
            "table", Sql.qualified(table.schema(), table.name()),
            "named", modelColumn.map(HeldRowsSql::isNamed).orElse("true"),
            "provenance", Sql.qualified(names.databaseSchema(), "provenance"),
            "table_name", Sql.literal(table.name()),
            "key", Sql.quote(table.keyColumn()),
            "generation", Integer.toString(generation)));
  }

  private static String isNamed(ModelColumn column) {
    return "coalesce(t.%s::text in (%s), false)"
        .formatted(
            Sql.quote(column.name()),
            column.spellings().stream().map(Sql::literal).collect(Collectors.joining(", ")));
  }

  private static String isThere(EmbedTask task) {
    return "t." + Sql.quote(task.column()) + " is not null";
  }

  private static String isNoted(EmbedTask task) {
    return Sql.literal(task.column()) + " = any (noted.columns)";
  }

  private static String isAdoptable(EmbedTask task) {
    return "(%s and not %s and noted.is_named)".formatted(isThere(task), isNoted(task));
  }

  private String isAnyAdoptable() {
    return tasks.stream().map(HeldRowsSql::isAdoptable).collect(Collectors.joining(" or "));
  }

  private String key() {
    return "t." + Sql.quote(table.keyColumn());
  }

  /** For each task: vectors, those that are noted, of another model, adoptable. */
  String count() {
    return tasks.stream()
        .map(
            task ->
                "count(*) filter (where %1$s), count(*) filter (where %1$s and %2$s), count(*) filter (where %1$s and not %2$s and not noted.is_named), count(*) filter (where %3$s)"
                    .formatted(isThere(task), isNoted(task), isAdoptable(task)))
        .collect(Collectors.joining(",\n", "select ", from()));
  }

  String sampleKeys(int most) {
    return "select %1$s::text%2$s where %3$s order by md5(%1$s::text), %1$s limit %4$d"
        .formatted(key(), from(), isAnyAdoptable(), most);
  }

  /** Parameter: text[] of keys. */
  String ofKeys() {
    return rows() + " and %1$s::text = any (?) order by %1$s".formatted(key());
  }

  /** Parameter: the last key that is known, if one is. */
  String next(boolean isLater, int most) {
    return rows()
        + (isLater ? " and " + key() + " > ?" : "")
        + " order by %s limit %d".formatted(key(), most);
  }

  /** The key; then for each task its vector, if it is adoptable, its source and its texts. */
  private String rows() {
    return "select %s::text, %s%s where (%s)"
        .formatted(
            key(),
            tasks.stream().map(this::columns).collect(Collectors.joining(",\n")),
            from(),
            isAnyAdoptable());
  }

  private String columns(EmbedTask task) {
    return "case when %s then t.%s::real[] end, %s, %s"
        .formatted(
            isAdoptable(task),
            Sql.quote(task.column()),
            source(task),
            task.from().stream()
                .map(input -> "t." + Sql.quote(input) + "::text")
                .collect(Collectors.joining(", ")));
  }

  private String source(EmbedTask task) {
    return hasMetadata
        ? "t.%s -> 'field_meta' -> %s ->> 'source'"
            .formatted(Sql.quote(table.bookkeeping().metadata()), Sql.literal(task.column()))
        : "null::text";
  }
}
