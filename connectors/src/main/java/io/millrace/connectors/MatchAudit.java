package io.millrace.connectors;

import io.millrace.plan.EmbedTask;
import io.millrace.plan.MatchPlan;
import io.millrace.plan.TablePlan;
import io.millrace.schemas.Names;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Looks whether matches have their scores. There is no hash of what a score was computed from, so
 * this is less than {@link ValueAudit}: it finds scores that are not there although they could be,
 * and those of another generation.
 *
 * @param names whose provenance tells which profiles are enriched
 * @param match the table of matches
 * @param profiles the table whose rows are paired
 */
record MatchAudit(Names names, MatchPlan match, TablePlan profiles) {
  /** The column that stands for all columns of scores. */
  private static final String COLUMN = "harmonic_mean";

  /** The columns of results that the statements read. */
  static final List<String> READS =
      List.of(COLUMN, "score_ab", "score_ba", "match_context", "scored_at");

  private static final String VALUES =
      """
      select 'harmonic_mean'::text as column_name, t.{{key}}::text as key,
        case
          when jsonb_typeof(t.match_context) is distinct from 'object' then 'missing'
          when jsonb_typeof(t.match_context -> 'unscored') = 'object' then
            case when {{a_enriched}} and {{b_enriched}} then 'missing' else 'fresh' end
          when t.harmonic_mean is null or t.score_ab is null or t.score_ba is null then 'missing'
          when t.match_context -> 'version' -> 0 is distinct from to_jsonb(g.generation) then 'foreign'
          else 'fresh'
        end as state,
        null::boolean as copy_differs,
        t.scored_at as written_at
      from {{table}} t
      cross join (select max(generation) as generation from {{generations}} where state = 'active') g\
      """;

  /** Scores have no provenance apart from their row. */
  private static final String NO_ORPHANS =
      "select null::text as column_name, null::text as key where false";

  private static final String ENRICHED =
      "(select count(*) from {{provenance}} p where p.table_name = {{profiles}}"
          + " and p.key = t.{{side}}::text and p.column_name in ({{columns}})"
          + " and p.generation = g.generation) = {{count}}";

  /** The statements about the scores. */
  AuditedTable table() {
    Map<String, String> places =
        Map.of(
            "key", Sql.quote(match.keyColumn()),
            "table", Sql.qualified(match.schema(), match.table()),
            "generations", Sql.qualified(names.databaseSchema(), "generation"),
            "a_enriched", isEnriched(match.a()),
            "b_enriched", isEnriched(match.b()));
    return new AuditedTable(
        match.schema(),
        match.table(),
        List.of(new AuditedTable.Column(COLUMN, "")),
        Templates.fill(VALUES, places),
        NO_ORPHANS,
        Optional.empty());
  }

  /** As scoring has it: once all texts of the profile are embedded, blank ones too. */
  private String isEnriched(String side) {
    String columns =
        profiles.embed().stream()
            .map(EmbedTask::column)
            .map(Sql::literal)
            .collect(Collectors.joining(", "));
    return Templates.fill(
        ENRICHED,
        Map.of(
            "provenance", Sql.qualified(names.databaseSchema(), "provenance"),
            "profiles", Sql.literal(profiles.name()),
            "side", Sql.quote(side),
            "columns", columns.isEmpty() ? "null" : columns,
            "count", String.valueOf(profiles.embed().size())));
  }
}
