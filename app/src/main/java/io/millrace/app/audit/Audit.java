package io.millrace.app.audit;

import io.millrace.app.report.ReadOnly;
import io.millrace.connectors.AuditStatements;
import io.millrace.connectors.AuditedColumn;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs the audit's statements in one transaction: a few numbers and keys come back, no rows. */
public final class Audit {
  private static final int MOST_KEYS = 5;

  /** Kinds of rows and how they are found among the values of a column. */
  private static final Map<String, String> KINDS =
      Map.of(
          "stale", "state in ('changed', 'foreign', 'altered')",
          "foreign_model", "state = 'foreign'",
          "altered", "state = 'altered'",
          "missing", "state = 'missing'",
          "protected", "state = 'protected'",
          "copies_differ", "copy_differs");

  private static final List<String> COUNTS =
      List.of(
          "rows",
          "fresh",
          "stale",
          "missing",
          "orphaned",
          "foreign_model",
          "protected",
          "altered",
          "copies_differ");

  private final ReadOnly database;

  private Audit(ReadOnly database) {
    this.database = database;
  }

  /** Compares all columns that the statements are about. */
  public static AuditReport read(ReadOnly database, AuditStatements statements)
      throws SQLException {
    Audit audit = new Audit(database);
    List<ColumnAudit> columns = new ArrayList<>();
    for (AuditedColumn column : statements.columns()) {
      columns.add(audit.read(column));
    }
    return new AuditReport(columns, statements.problems());
  }

  private ColumnAudit read(AuditedColumn column) throws SQLException {
    Map<String, Long> counts = counts(column);
    Map<String, List<String>> samples = new LinkedHashMap<>();
    for (String kind : KINDS.keySet().stream().sorted().toList()) {
      if (counts.getOrDefault(kind, 0L) > 0) {
        samples.put(kind, keys(column.keys(KINDS.getOrDefault(kind, "false"), MOST_KEYS)));
      }
    }
    long orphaned = counts.getOrDefault("orphaned", 0L);
    if (orphaned > 0) {
      samples.put("orphaned", keys(column.orphans() + " limit " + MOST_KEYS));
    }
    return new ColumnAudit(
        column.table(),
        column.column(),
        counts.getOrDefault("rows", 0L),
        counts.getOrDefault("fresh", 0L),
        counts.getOrDefault("stale", 0L),
        counts.getOrDefault("missing", 0L),
        orphaned,
        counts.getOrDefault("foreign_model", 0L),
        counts.getOrDefault("protected", 0L),
        counts.getOrDefault("altered", 0L),
        counts.getOrDefault("copies_differ", 0L),
        samples);
  }

  private Map<String, Long> counts(AuditedColumn column) throws SQLException {
    Map<String, Long> counts = new LinkedHashMap<>();
    String sql =
        "select c.*, (select count(*) from (\n%s\n) o) as orphaned from (\n%s\n) c"
            .formatted(column.orphans(), column.counts());
    database.rows(
        sql,
        row -> {
          for (String name : COUNTS) {
            counts.put(name, row.getLong(name));
          }
        });
    return counts;
  }

  private List<String> keys(String sql) throws SQLException {
    List<String> keys = new ArrayList<>();
    database.rows(sql, row -> keys.add(row.getString(1)));
    return keys.stream().sorted().toList();
  }
}
