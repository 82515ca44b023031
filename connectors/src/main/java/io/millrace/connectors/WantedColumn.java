package io.millrace.connectors;

import io.millrace.plan.EnrichmentPlan;
import io.millrace.plan.MatchPlan;
import io.millrace.plan.TablePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A column that results are written to.
 *
 * @param schema the table's schema
 * @param table the table's name
 * @param name the column's name
 * @param type what it must hold
 */
record WantedColumn(String schema, String table, String name, WantedType type) {
  /** The columns of matches that scores are written to, whose names are fixed. */
  private static final List<String> SCORES =
      List.of(
          "score_ab",
          "score_ba",
          "harmonic_mean",
          "intent_score",
          "synergy_score",
          "momentum_score",
          "context_score");

  /** Kinds of result columns. */
  enum WantedType {
    VECTOR(Set.of("vector"), ""),
    JSON(Set.of("jsonb"), "jsonb"),
    TEXT(Set.of("text", "varchar", "citext"), "text"),
    TIME(Set.of("timestamptz"), "timestamptz"),
    NUMBER(Set.of("float8"), "double precision");

    @SuppressWarnings("ImmutableEnumChecker") // Set.of gives sets that nobody can change.
    private final Set<String> accepted;

    private final String sql;

    WantedType(Set<String> accepted, String sql) {
      this.accepted = accepted;
      this.sql = sql;
    }

    boolean accepts(String catalogType) {
      return accepted.contains(catalogType);
    }

    /** The type in SQL; a vector's with the extension's schema and its dimensions. */
    String sql(String vectorSchema, int dimensions) {
      return this == VECTOR ? Sql.qualified(vectorSchema, "vector") + "(" + dimensions + ")" : sql;
    }

    static WantedType ofSql(String type) {
      for (WantedType wanted : values()) {
        if (wanted.sql.equals(type)) {
          return wanted;
        }
      }
      throw new IllegalArgumentException("no column of type '" + type + "' can be added");
    }
  }

  /** All result columns of a plan, table by table in the plan's order. */
  static List<WantedColumn> of(EnrichmentPlan plan) {
    List<WantedColumn> columns = new ArrayList<>();
    plan.tables().values().forEach(table -> columns.addAll(of(table)));
    plan.matches().ifPresent(match -> columns.addAll(of(match)));
    return columns;
  }

  private static List<WantedColumn> of(TablePlan table) {
    List<WantedColumn> columns = new ArrayList<>();
    table.embed().forEach(task -> columns.add(of(table, task.column(), WantedType.VECTOR)));
    if (!table.embed().isEmpty()) {
      columns.add(of(table, table.bookkeeping().model(), WantedType.TEXT));
      columns.add(of(table, table.bookkeeping().embeddedAt(), WantedType.TIME));
    }
    table.classify().forEach(task -> columns.add(of(table, task.column(), WantedType.JSON)));
    table.extract().forEach(task -> columns.add(of(table, task.column(), WantedType.JSON)));
    table
        .addedColumns()
        .forEach((name, type) -> columns.add(of(table, name, WantedType.ofSql(type))));
    if (!table.classify().isEmpty() || !table.extract().isEmpty()) {
      columns.add(of(table, table.bookkeeping().classifiedAt(), WantedType.TIME));
    }
    return columns;
  }

  private static WantedColumn of(TablePlan table, String column, WantedType type) {
    return new WantedColumn(table.schema(), table.name(), column, type);
  }

  private static List<WantedColumn> of(MatchPlan match) {
    List<WantedColumn> columns = new ArrayList<>();
    SCORES.forEach(score -> columns.add(of(match, score, WantedType.NUMBER)));
    columns.add(of(match, "match_context", WantedType.JSON));
    columns.add(of(match, "scored_at", WantedType.TIME));
    return columns;
  }

  private static WantedColumn of(MatchPlan match, String column, WantedType type) {
    return new WantedColumn(match.schema(), match.table(), column, type);
  }
}
