package io.millrace.connectors;

import io.millrace.plan.EmbedTask;
import io.millrace.plan.PlanTask;
import io.millrace.plan.TablePlan;
import io.millrace.schemas.InputHashSql;
import io.millrace.schemas.Names;
import io.millrace.schemas.SourcePriority;
import java.util.Map;
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
  /** The order of the branches is that of docs/audit.md: the first that is true decides. */
  private static final String VALUES =
      """
      select t.{{key}}::text as key,
        case
          when {{source}} in ({{protecting}}) then 'protected'
          when {{empty}} then 'fresh'
          when p.key is null then 'missing'
          when (p.has_value or p.state = 'held_by_other') and {{value}} is null then 'missing'
          when p.task_version <> {{version}}{{other_model}} then 'foreign'
          when p.input_hash <> {{input_hash}} then 'changed'
          when p.state = 'held_by_other' or p.value_hash is distinct from {{value_hash}} then 'altered'
          else 'fresh'
        end as state,
        {{copy_differs}} as copy_differs,
        p.written_at
      from {{table}} t
      left join {{provenance}} p on p.table_name = {{table_name}} and p.column_name = {{column_name}}
        and p.generation = (select max(generation) from {{generations}} where state = 'active')
        and p.key = t.{{key}}::text\
      """;

  private static final String ORPHANS =
      """
      select p.key from {{provenance}} p
      where p.table_name = {{table_name}} and p.column_name = {{column_name}}
        and p.generation = (select max(generation) from {{generations}} where state = 'active')
        and not exists (select from {{table}} t where t.{{key}}::text = p.key)\
      """;

  private static final String COPY_DIFFERS =
      "p.state = 'written' and ({{copy}} ->> 'input_hash' is distinct from p.input_hash"
          + " or {{copy}} ->> 'model' is distinct from p.model"
          + " or {{copy}} ->> 'pipeline_version' is distinct from p.generation::text)";

  /** The statements about the values of one task. */
  AuditedColumn column(PlanTask task, TaskVersion version) {
    Map<String, String> places = places(task, version);
    return new AuditedColumn(
        table.schema(),
        table.name(),
        task.column(),
        version.model(),
        Templates.fill(VALUES, places),
        Templates.fill(ORPHANS, places));
  }

  private Map<String, String> places(PlanTask task, TaskVersion version) {
    boolean embeds = task instanceof EmbedTask;
    String value = "t." + Sql.quote(task.column());
    return Map.ofEntries(
        Map.entry("key", Sql.quote(table.keyColumn())),
        Map.entry("table", Sql.qualified(table.schema(), table.name())),
        Map.entry("table_name", Sql.literal(table.name())),
        Map.entry("column_name", Sql.literal(task.column())),
        Map.entry("provenance", Sql.qualified(names.databaseSchema(), "provenance")),
        Map.entry("generations", Sql.qualified(names.databaseSchema(), "generation")),
        Map.entry("value", value),
        Map.entry("value_hash", valueHash(embeds, value)),
        Map.entry("input_hash", inputHash(task)),
        Map.entry("empty", embeds ? value + " is null and " + isBlank(task) : "false"),
        Map.entry("version", Sql.literal(version.version())),
        Map.entry("other_model", embeds ? " or p.model <> " + Sql.literal(version.model()) : ""),
        Map.entry("source", hasMetadata ? copy(task) + " ->> 'source'" : "null::text"),
        Map.entry("protecting", protecting()),
        Map.entry(
            "copy_differs",
            hasMetadata
                ? Templates.fill(COPY_DIFFERS, Map.of("copy", copy(task)))
                : "null::boolean"));
  }

  private String valueHash(boolean embeds, String value) {
    return embeds
        ? "md5(%s(%s))".formatted(Sql.qualified(vectorSchema, "vector_send"), value)
        : "md5(" + value + "::text)";
  }

  private static String inputHash(PlanTask task) {
    return InputHashSql.of(
        task.from().stream().map(input -> "t." + Sql.quote(input) + "::text").toList());
  }

  /** A text that is blank by rarer characters has provenance, which says that there is no value. */
  private static String isBlank(PlanTask task) {
    return task.from().stream()
        .map(input -> "coalesce(t." + Sql.quote(input) + "::text, '') !~ '[^[:space:]]'")
        .collect(Collectors.joining(" and "));
  }

  private String copy(PlanTask task) {
    return "(t.%s -> 'field_meta' -> %s)"
        .formatted(Sql.quote(table.bookkeeping().metadata()), Sql.literal(task.column()));
  }

  private static String protecting() {
    return SourcePriority.protecting().stream().map(Sql::literal).collect(Collectors.joining(", "));
  }
}
