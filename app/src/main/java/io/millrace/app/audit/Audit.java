package io.millrace.app.audit;

import io.millrace.app.report.ReadOnly;
import io.millrace.connectors.AuditStatements;
import io.millrace.connectors.AuditedTable;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Runs the audit's statements in one transaction: a few numbers and keys come back, no rows. */
public final class Audit {
  private static final int MOST_KEYS = 5;

  /** Room for a join of a table with its provenance; given back at the end of the transaction. */
  private static final String MEMORY = "select set_config('work_mem', '64MB', true)";

  /** What the statements call a kind of stale values, and what the report does. */
  private static final Map<String, String> KINDS =
      Map.of("foreign", "foreign_model", "changed", "stale");

  private static final List<String> COUNTS =
      List.of(
          "rows",
          "fresh",
          "stale",
          "missing",
          "foreign_model",
          "protected",
          "altered",
          "copies_differ");

  private final ReadOnly database;

  private Audit(ReadOnly database) {
    this.database = database;
  }

  /** Numbers and keys of one column while they are read. */
  private static final class Tally {
    private final Map<String, Long> counts = new HashMap<>();
    private final Map<String, List<String>> samples = new TreeMap<>();

    long count(String name) {
      return counts.getOrDefault(name, 0L);
    }

    ColumnAudit audit(String table, String column) {
      return new ColumnAudit(
          table,
          column,
          count("rows"),
          count("fresh"),
          count("stale"),
          count("missing"),
          count("orphaned"),
          count("foreign_model"),
          count("protected"),
          count("altered"),
          count("copies_differ"),
          samples);
    }
  }

  /** Compares all tables that the statements are about. */
  public static AuditReport read(ReadOnly database, AuditStatements statements)
      throws SQLException {
    Audit audit = new Audit(database);
    database.rows(MEMORY, row -> {});
    List<ColumnAudit> columns = new ArrayList<>();
    for (AuditedTable table : statements.tables()) {
      columns.addAll(audit.read(table));
    }
    return new AuditReport(columns, statements.problems());
  }

  private List<ColumnAudit> read(AuditedTable table) throws SQLException {
    Map<String, Tally> tallies = new HashMap<>();
    table.columns().forEach(column -> tallies.put(column.name(), new Tally()));
    database.rows(table.counts(), row -> count(tallies, row, COUNTS));
    database.rows(table.orphanCounts(), row -> count(tallies, row, List.of("orphaned")));
    if (any(tallies, "stale", "missing", "protected")) {
      sample(table.keys(MOST_KEYS), tallies);
    }
    if (any(tallies, "copies_differ")) {
      sample(table.copyKeys(MOST_KEYS), tallies);
    }
    if (any(tallies, "orphaned")) {
      sample(table.orphanKeys(MOST_KEYS), tallies);
    }
    return table.columns().stream()
        .map(column -> tally(tallies, column.name()).audit(table.table(), column.name()))
        .toList();
  }

  private static void count(Map<String, Tally> tallies, ResultSet row, List<String> names)
      throws SQLException {
    Tally tally = tally(tallies, row.getString("column_name"));
    for (String name : names) {
      tally.counts.put(name, row.getLong(name));
    }
  }

  private static boolean any(Map<String, Tally> tallies, String... names) {
    return tallies.values().stream()
        .anyMatch(tally -> List.of(names).stream().anyMatch(name -> tally.count(name) > 0));
  }

  private void sample(String sql, Map<String, Tally> tallies) throws SQLException {
    database.rows(
        sql,
        row -> {
          String kind = row.getString("kind");
          tally(tallies, row.getString("column_name"))
              .samples
              .computeIfAbsent(KINDS.getOrDefault(kind, kind), any -> new ArrayList<>())
              .add(row.getString("key"));
        });
  }

  private static Tally tally(Map<String, Tally> tallies, String column) {
    return tallies.computeIfAbsent(column, any -> new Tally());
  }
}
