package io.millrace.connectors;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A table of results as the audit sees it: its statements, which read and change nothing. Each is
 * one pass over the table and its provenance.
 *
 * @param schema the table's schema
 * @param table the table's name
 * @param columns what is compared, in the plan's order
 * @param values selects every row of the table once for each column: {@code column_name}, {@code
 *     key} (text), {@code state} (one of {@code fresh}, {@code changed}, {@code foreign}, {@code
 *     altered}, {@code missing}, {@code protected}), {@code copy_differs} (boolean, null: there is
 *     nothing to compare), {@code written_at} (timestamptz, null: never)
 * @param orphans selects {@code column_name} and {@code key} of each provenance whose row is gone
 * @param repairs the statements that {@link #repairs()} tells of
 */
public record AuditedTable(
    String schema,
    String table,
    List<Column> columns,
    String values,
    String orphans,
    Optional<Repairs> repairs) {
  /** Values that are to be computed or written again. */
  private static final String STALE = "state in ('changed', 'foreign', 'altered')";

  /**
   * A column that is compared.
   *
   * @param name as the catalog spells it
   * @param model the model that the plan names for it; empty: none
   */
  public record Column(String name, String model) {}

  /**
   * What a repair changes in our provenance; a match has none.
   *
   * @param forget deletes orphans that were written more than a minute ago and returns the key of
   *     each
   * @param reopen lets any result be written over values whose provenance is of another text or
   *     version than the row's: else one that was computed long ago would count as older
   */
  public record Repairs(String forget, String reopen) {}

  public AuditedTable {
    columns = List.copyOf(columns);
  }

  /**
   * A row of numbers for each column, none where the table is empty: {@code column_name}, {@code
   * rows}, {@code fresh}, {@code stale}, {@code missing}, {@code foreign_model}, {@code altered},
   * {@code protected}, {@code copies_differ}, and {@code oldest_stale_at}, when the oldest stale
   * value was written, null: none is stale.
   */
  public String counts() {
    return """
    select column_name, count(*) as rows,
      count(*) filter (where state = 'fresh') as fresh,
      count(*) filter (where {{stale}}) as stale,
      count(*) filter (where state = 'missing') as missing,
      count(*) filter (where state = 'foreign') as foreign_model,
      count(*) filter (where state = 'altered') as altered,
      count(*) filter (where state = 'protected') as protected,
      count(*) filter (where copy_differs) as copies_differ,
      min(written_at) filter (where {{stale}}) as oldest_stale_at
    from (
    {{values}}
    ) v group by column_name\
    """
        .replace("{{stale}}", STALE)
        .replace("{{values}}", values);
  }

  /** A row for each column that has orphans: {@code column_name}, {@code orphaned}. */
  public String orphanCounts() {
    return "select column_name, count(*) as orphaned from (\n%s\n) o group by column_name"
        .formatted(orphans);
  }

  /**
   * A few keys for each column and each state but fresh: {@code column_name}, {@code kind}, {@code
   * key}.
   */
  public String keys(int most) {
    return few("column_name, state", "state as kind", values, "state <> 'fresh'", most);
  }

  /** The same for copies that differ. */
  public String copyKeys(int most) {
    return few("column_name", "'copies_differ' as kind", values, "copy_differs", most);
  }

  /** The same for orphans. */
  public String orphanKeys(int most) {
    return few("column_name", "'orphaned' as kind", orphans, "true", most);
  }

  private static String few(String group, String kind, String from, String where, int most) {
    return """
    select column_name, kind, key from (
      select column_name, key, %s,
        row_number() over (partition by %s order by key) as place
      from (
    %s
      ) v where %s) few
    where place <= %d order by column_name, kind, key\
    """
        .formatted(kind, group, from, where, most);
  }

  /** The keys of rows with a value that is stale or missing, each once, sorted. */
  public String gap() {
    return "select distinct key from (\n%s\n) v where %s or state = 'missing' order by key"
        .formatted(values, STALE);
  }

  /** The columns and their models as rows of SQL, in order. */
  String columnRows() {
    return columns.stream()
        .map(
            column ->
                "(%d, %s::text, %s::text)"
                    .formatted(
                        columns.indexOf(column),
                        Sql.literal(column.name()),
                        Sql.literal(column.model())))
        .collect(Collectors.joining(",\n  "));
  }
}
