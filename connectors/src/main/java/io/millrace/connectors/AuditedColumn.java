package io.millrace.connectors;

/**
 * A column of results as the audit sees it: its statements, which read and change nothing.
 *
 * @param schema the table's schema
 * @param table the table's name
 * @param column the column's name
 * @param model the model that the plan names for it
 * @param values selects every row of the table once: {@code key} (text), {@code state} (one of
 *     {@code fresh}, {@code changed}, {@code foreign}, {@code altered}, {@code missing}, {@code
 *     protected}), {@code copy_differs} (boolean, null: there is nothing to compare), {@code
 *     written_at} (timestamptz, null: never)
 * @param orphans selects the {@code key} of each provenance whose row is gone
 */
public record AuditedColumn(
    String schema, String table, String column, String model, String values, String orphans) {

  /**
   * One row of numbers: rows, fresh, stale, missing, foreign_model, altered, protected,
   * copies_differ, and the time when the oldest stale value was written, null: none is stale.
   */
  public String counts() {
    return """
    select count(*) as rows,
      count(*) filter (where state = 'fresh') as fresh,
      count(*) filter (where state in ('changed', 'foreign', 'altered')) as stale,
      count(*) filter (where state = 'missing') as missing,
      count(*) filter (where state = 'foreign') as foreign_model,
      count(*) filter (where state = 'altered') as altered,
      count(*) filter (where state = 'protected') as protected,
      count(*) filter (where copy_differs) as copies_differ,
      min(written_at) filter (where state in ('changed', 'foreign', 'altered')) as oldest_stale_at
    from (
    %s
    ) v\
    """
        .formatted(values);
  }

  /** The keys of rows whose value is stale or missing, each once, in no order. */
  public String gap() {
    return "select key from (\n%s\n) v where state in ('changed', 'foreign', 'altered', 'missing')"
        .formatted(values);
  }

  /**
   * A few keys of rows.
   *
   * @param condition on {@code state} and {@code copy_differs}
   * @param most how many at most
   */
  public String keys(String condition, int most) {
    return "select key from (\n%s\n) v where %s limit %d".formatted(values, condition, most);
  }
}
