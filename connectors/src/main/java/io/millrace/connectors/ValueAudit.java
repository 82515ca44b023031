package io.millrace.connectors;

import io.millrace.plan.EmbedTask;
import io.millrace.plan.PlanTask;
import io.millrace.plan.TablePlan;
import io.millrace.schemas.InputHashSql;
import io.millrace.schemas.Names;
import io.millrace.schemas.SourcePriority;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Compares the values of one table with its texts, by the provenance that was written with them.
 *
 * @param names whose provenance is compared
 * @param vectorSchema where pgvector is
 * @param table whose rows are compared
 * @param hasMetadata whether the table has the host's metadata column
 */
record ValueAudit(Names names, String vectorSchema, TablePlan table, boolean hasMetadata) {
  /**
   * Each row becomes a row for each column, so that table and provenance are read once. The order
   * of the branches is that of docs/audit.md: the first that is true decides.
   */
  private static final String VALUES =
      """
      select v.column_name, v.key,
        case
          when v.copy ->> 'source' in ({{protecting}}) then 'protected'
          when v.is_empty then 'fresh'
          when p.key is null then 'missing'
          when (p.has_value or p.state = 'held_by_other') and v.value_hash is null then 'missing'
          when p.task_version <> v.task_version or p.model <> v.only_model then 'foreign'
          when p.input_hash <> v.input_hash then 'changed'
          when p.state = 'held_by_other' or p.value_hash is distinct from v.value_hash then 'altered'
          else 'fresh'
        end as state,
        {{copy_differs}} as copy_differs,
        p.written_at
      from (
        select t.{{key}}::text as key, c.*
        from {{table}} t
        cross join lateral (values
          {{columns}})
          as c (column_name, task_version, only_model, input_hash, value_hash, is_empty, copy)
      ) v
      left join {{provenance}} p on p.table_name = {{table_name}} and p.key = v.key
        and p.column_name = v.column_name
        and p.generation = (select max(generation) from {{generations}} where state = 'active')\
      """;

  private static final String COPY_DIFFERS =
      """
      p.state = 'written' and (v.copy ->> 'input_hash' is distinct from p.input_hash
          or v.copy ->> 'model' is distinct from p.model
          or v.copy ->> 'pipeline_version' is distinct from p.generation::text)\
      """;

  private static final String ORPHANED =
      """
      p.table_name = {{table_name}} and p.column_name in ({{column_names}})
        and p.generation = (select max(generation) from {{generations}} where state = 'active')
        and not exists (select from {{table}} t where t.{{key}}::text = p.key)\
      """;

  private static final String ORPHANS =
      """
      select p.column_name, p.key from {{provenance}} p
      where {{orphaned}}\
      """;

  /**
   * A row that is created again meanwhile gets provenance of its own over the old one; PostgreSQL
   * then looks at the time again, and leaves it.
   */
  private static final String FORGET =
      """
      delete from {{provenance}} p
      where {{orphaned}} and p.written_at < now() - interval '1 minute' returning p.key\
      """;

  /** What the sink writes meanwhile has another time, at which PostgreSQL looks again. */
  private static final String REOPEN =
      """
      update {{provenance}} p set revision = 0
      from (
      {{values}}
      ) v
      where p.table_name = {{table_name}} and p.key = v.key and p.column_name = v.column_name
        and p.generation = (select max(generation) from {{generations}} where state = 'active')
        and p.written_at = v.written_at and v.state in ('changed', 'foreign')\
      """;

  /** A task and the version that its values should have. */
  record Versioned(PlanTask task, TaskVersion version) {}

  /** The statements about the values of some tasks of the table, at least one. */
  AuditedTable of(List<Versioned> tasks) {
    Map<String, String> places =
        Map.of(
            "key", Sql.quote(table.keyColumn()),
            "table", Sql.qualified(table.schema(), table.name()),
            "table_name", Sql.literal(table.name()),
            "provenance", Sql.qualified(names.databaseSchema(), "provenance"),
            "generations", Sql.qualified(names.databaseSchema(), "generation"),
            "protecting", literals(SourcePriority.protecting()),
            "copy_differs", hasMetadata ? COPY_DIFFERS : "null::boolean",
            "columns", tasks.stream().map(this::row).collect(Collectors.joining(",\n    ")),
            "column_names", literals(tasks.stream().map(known -> known.task().column()).toList()));
    return new AuditedTable(
        table.schema(),
        table.name(),
        tasks.stream()
            .map(known -> new AuditedTable.Column(known.task().column(), known.version().model()))
            .toList(),
        Templates.fill(VALUES, places),
        orphans(ORPHANS, places),
        Optional.of(new AuditedTable.Repairs(orphans(FORGET, places), reopen(places))));
  }

  private static String reopen(Map<String, String> places) {
    return Templates.fill(REOPEN.replace("{{values}}", VALUES), places);
  }

  private static String orphans(String statement, Map<String, String> places) {
    return Templates.fill(statement.replace("{{orphaned}}", ORPHANED), places);
  }

  /** A classification may be answered by its fallback, which names its own model. */
  private String row(Versioned known) {
    PlanTask task = known.task();
    boolean embeds = task instanceof EmbedTask;
    return "(%s, %s, %s::text, %s, %s, %s, %s)"
        .formatted(
            Sql.literal(task.column()),
            Sql.literal(known.version().version()),
            embeds ? Sql.literal(known.version().model()) : "null",
            InputHashSql.of(task.from().stream().map(ValueAudit::text).toList()),
            valueHash(embeds, "t." + Sql.quote(task.column())),
            embeds ? isEmpty(task) : "false",
            hasMetadata ? copy(task) : "null::jsonb");
  }

  private String valueHash(boolean embeds, String value) {
    return embeds
        ? "md5(%s(%s))".formatted(Sql.qualified(vectorSchema, "vector_send"), value)
        : "md5(" + value + "::text)";
  }

  /** A text that is blank by rarer characters has provenance, which says that there is no value. */
  private static String isEmpty(PlanTask task) {
    String blank =
        task.from().stream()
            .map(input -> "coalesce(%s, '') !~ '[^[:space:]]'".formatted(text(input)))
            .collect(Collectors.joining(" and "));
    return "t.%s is null and %s".formatted(Sql.quote(task.column()), blank);
  }

  private static String text(String input) {
    return "t." + Sql.quote(input) + "::text";
  }

  private String copy(PlanTask task) {
    return "t.%s -> 'field_meta' -> %s"
        .formatted(Sql.quote(table.bookkeeping().metadata()), Sql.literal(task.column()));
  }

  private static String literals(List<String> texts) {
    return texts.stream().map(Sql::literal).collect(Collectors.joining(", "));
  }
}
