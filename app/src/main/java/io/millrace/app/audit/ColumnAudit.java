package io.millrace.app.audit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the audit found in one column of results. Rows are counted once in {@code fresh}, {@code
 * stale}, {@code missing} or {@code protectedRows}; the other numbers are of some of these rows
 * again, but orphans, which have no row.
 *
 * @param column the column; of matches {@code harmonic_mean}, which stands for all of their scores
 * @param foreignModel stale values of another model, label list or rules than the plan's
 * @param altered stale values that are not what was written
 * @param orphaned provenance of rows that are gone
 * @param protectedRows values that a source of higher rank holds
 * @param copiesDiffer copies of the provenance in the host's metadata that say something else
 * @param samples a few keys of rows by kind, never texts: {@code stale} (whose text changed),
 *     {@code foreign_model}, {@code altered}, {@code missing}, {@code protected}, {@code
 *     copies_differ}, {@code orphaned}
 */
public record ColumnAudit(
    String table,
    String column,
    long rows,
    long fresh,
    long stale,
    long missing,
    long orphaned,
    long foreignModel,
    long protectedRows,
    long altered,
    long copiesDiffer,
    Map<String, List<String>> samples) {

  /** Rows whose value is not what it should be. */
  public long gap() {
    return stale + missing;
  }

  Map<String, Object> document() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("table", table);
    document.put("column", column);
    document.put("rows", rows);
    document.put("fresh", fresh);
    document.put("stale", stale);
    document.put("missing", missing);
    document.put("orphaned", orphaned);
    document.put("foreign_model", foreignModel);
    document.put("protected", protectedRows);
    document.put("altered", altered);
    document.put("copies_differ", copiesDiffer);
    document.put("samples", samples);
    return document;
  }
}
