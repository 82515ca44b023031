package io.millrace.app.audit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * What the audit found.
 *
 * @param columns by table and column, in the plan's order
 * @param problems a sentence for each column that could not be compared
 */
public record AuditReport(List<ColumnAudit> columns, List<String> problems) {
  public AuditReport {
    columns = List.copyOf(columns);
    problems = List.copyOf(problems);
  }

  /** Rows that were looked at, each once. */
  public long rows() {
    Map<String, Long> byTable = new LinkedHashMap<>();
    columns.forEach(column -> byTable.put(column.table(), column.rows()));
    return byTable.values().stream().mapToLong(Long::longValue).sum();
  }

  /** A number, summed over all columns. */
  long sum(ToLongFunction<ColumnAudit> number) {
    return columns.stream().mapToLong(number).sum();
  }

  /** Values that are stale or missing. */
  public long gap() {
    return sum(ColumnAudit::gap);
  }

  /** Whether every value that could be compared is what it should be. */
  public boolean isFresh() {
    return gap() == 0 && problems.isEmpty();
  }

  /** The form of {@code audit --json}. */
  public Map<String, Object> document() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("rows", rows());
    document.put("fresh", sum(ColumnAudit::fresh));
    document.put("stale", sum(ColumnAudit::stale));
    document.put("missing", sum(ColumnAudit::missing));
    document.put("orphaned", sum(ColumnAudit::orphaned));
    document.put("foreign_model", sum(ColumnAudit::foreignModel));
    document.put("protected", sum(ColumnAudit::protectedRows));
    document.put("altered", sum(ColumnAudit::altered));
    document.put("copies_differ", sum(ColumnAudit::copiesDiffer));
    document.put("columns", columns.stream().map(ColumnAudit::document).toList());
    document.put("problems", problems);
    return document;
  }

  /** The same for people. */
  public String text() {
    return new AuditText(this).text();
  }
}
