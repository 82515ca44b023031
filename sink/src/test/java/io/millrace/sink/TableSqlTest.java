package io.millrace.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;

class TableSqlTest {
  private static final ColumnTarget VECTOR =
      new ColumnTarget("Wants", List.of("order", "What"), ValueKind.VECTOR, 3, "hf_embedding");
  private static final ColumnTarget LABELS =
      new ColumnTarget("labels", List.of("order"), ValueKind.JSON, 0, "hf_classification");
  private static final TableTarget TARGET =
      new TableTarget(
          "topic",
          "Sales",
          "People",
          "Id",
          List.of(VECTOR, LABELS),
          "model",
          "at",
          "since",
          "meta");

  private static TableLayout layout(GenerationState state, String... absent) {
    ColumnType text = new ColumnType("text", "pg_catalog", -1);
    Map<String, ColumnType> types = new HashMap<>();
    types.put("Id", new ColumnType("uuid", "pg_catalog", -1));
    List.of("order", "What").forEach(name -> types.put(name, text));
    for (String suffix : List.of("", "__g2")) {
      types.put("Wants" + suffix, new ColumnType("ext.vector", "ext", 3));
      types.put("labels" + suffix, new ColumnType("jsonb", "pg_catalog", -1));
      types.put("model" + suffix, text);
      types.put("since" + suffix, new ColumnType("timestamp with time zone", "pg_catalog", -1));
      types.put("at" + suffix, new ColumnType("timestamp with time zone", "pg_catalog", -1));
    }
    types.put("meta", new ColumnType("jsonb", "pg_catalog", -1));
    List.of(absent).forEach(types::remove);
    return new TableLayout(TARGET, 2, state, types);
  }

  private static TableSql sql(GenerationState state, String... absent) {
    return new TableSql(layout(state, absent), "millrace");
  }

  /** Invariant 4: hashes stand in the select list of the locking statement on the single table. */
  @Test
  void shouldLockRowsInKeyOrderAndHashThem() {
    String lock = sql(GenerationState.ACTIVE).lock();

    assertThat(lock)
        .isEqualTo(
            """
            select t."Id"::text,
              md5(convert_to(replace(coalesce(t."order"::text, ''), chr(31), chr(31) || chr(31)) || chr(31) || replace(coalesce(t."What"::text, ''), chr(31), chr(31) || chr(31)), 'UTF8')), md5("ext"."vector_send"(t."Wants")), t."meta"::jsonb -> 'field_meta' -> 'Wants' ->> 'source',
              md5(convert_to(coalesce(t."order"::text, ''), 'UTF8')), md5(t."labels"::text), t."meta"::jsonb -> 'field_meta' -> 'labels' ->> 'source'
            from "Sales"."People" t where t."Id" = any (?::uuid[])
            order by t."Id" for no key update\
            """);
  }

  @Test
  void shouldFenceEachColumnInTheUpdate() {
    String update =
        sql(GenerationState.ACTIVE, "meta")
            .update(new UpdateShape(List.of(VECTOR, LABELS), true, true));

    assertThat(update)
        .isEqualTo(
            """
            update "Sales"."People" t set
              "Wants" = case when md5(convert_to(replace(coalesce(t."order"::text, ''), chr(31), chr(31) || chr(31)) || chr(31) || replace(coalesce(t."What"::text, ''), chr(31), chr(31) || chr(31)), 'UTF8')) = ? then ?::ext.vector else t."Wants" end,
              "labels" = case when md5(convert_to(coalesce(t."order"::text, ''), 'UTF8')) = ? then ?::jsonb else t."labels" end,
              "model" = ?,
              "at" = clock_timestamp(),
              "since" = clock_timestamp()
            where t."Id" = ?::uuid\
            """);
  }

  @Test
  void shouldMergeMetadata() {
    String update =
        sql(GenerationState.ACTIVE).update(new UpdateShape(List.of(LABELS), false, true));

    assertThat(update)
        .contains(
            """
              "meta" = jsonb_set(case when jsonb_typeof(t."meta"::jsonb) = 'object' then t."meta"::jsonb else '{}'::jsonb end, '{field_meta}',
                case when jsonb_typeof((t."meta"::jsonb -> 'field_meta')) = 'object' then (t."meta"::jsonb -> 'field_meta') else '{}'::jsonb end || jsonb_build_object(
                  ?::text, jsonb_build_object('source', ?::text, 'model', ?::text, 'input_hash', ?::text, 'updated_at', clock_timestamp(), 'pipeline_version', ?::int)))::jsonb
            """)
        .doesNotContain("\"model\" =");
  }

  /** Invariant 5: a generation that is being built leaves the active one's columns alone. */
  @Test
  void shouldWriteIntoNumberedColumnsWhileBuilding() {
    String update =
        sql(GenerationState.BUILDING).update(new UpdateShape(List.of(VECTOR), true, false));

    assertThat(update)
        .contains("\"Wants__g2\" = case", "else t.\"Wants__g2\" end", "\"model__g2\" = ?")
        .doesNotContain("meta")
        .doesNotContain("since");
  }

  @Test
  void shouldNameTheColumnThatIsMissing() {
    assertThatThrownBy(() -> layout(GenerationState.ACTIVE, "What").check())
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("Sales.People has no column 'What'");
  }

  @Test
  void shouldOrderScoresByVersionInTheUpdate() {
    MatchTarget target = new MatchTarget("topic", "public", "Matches", "id", "Left", "Right");

    String update = new MatchSql(target, 1, GenerationState.ACTIVE, "bigint").update();

    assertThat(update)
        .isEqualTo(
            """
            update "public"."Matches" t set
              "score_ab" = ?, "score_ba" = ?, "harmonic_mean" = ?, "intent_score" = ?, "synergy_score" = ?, "momentum_score" = ?, "context_score" = ?, "match_context" = ?::jsonb, "scored_at" = clock_timestamp()
            where t."id" = ?::bigint and t."Left"::text is not distinct from ? and t."Right"::text is not distinct from ?
            and (jsonb_typeof(t."match_context" -> 'version') is distinct from 'array' or t."match_context" -> 'version' < ?::jsonb)\
            """)
        .doesNotContain("match_score");
  }
}
