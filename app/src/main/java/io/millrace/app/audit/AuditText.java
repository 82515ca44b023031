package io.millrace.app.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes an audit for people. */
final class AuditText {
  private static final String LINE = "%-12s %-26s %9s %9s %9s %9s";

  private final AuditReport report;
  private final List<String> lines = new ArrayList<>();

  AuditText(AuditReport report) {
    this.report = report;
  }

  String text() {
    lines.add("%s rows looked at".formatted(number(report.rows())));
    lines.add("");
    lines.add(LINE.formatted("table", "column", "fresh", "stale", "missing", "protected"));
    report.columns().forEach(this::add);
    report.columns().forEach(this::explain);
    if (!report.problems().isEmpty()) {
      lines.add("");
      lines.addAll(report.problems());
    }
    lines.add("");
    lines.add(verdict());
    return String.join(System.lineSeparator(), lines);
  }

  private void add(ColumnAudit column) {
    lines.add(
        LINE.formatted(
            column.table(),
            column.column(),
            number(column.fresh()),
            number(column.stale()),
            number(column.missing()),
            number(column.protectedRows())));
  }

  private void explain(ColumnAudit column) {
    long changed = column.stale() - column.foreignModel() - column.altered();
    explain(column, changed, "stale", "whose text changed");
    explain(column, column.foreignModel(), "foreign_model", "by another model or other labels");
    explain(column, column.altered(), "altered", "altered by somebody else");
    explain(column, column.missing(), "missing", "without a result");
    explain(column, column.orphaned(), "orphaned", "remembered of rows that are gone");
    explain(
        column,
        column.copiesDiffer(),
        "copies_differ",
        "whose copy in the host's metadata says something else");
  }

  private void explain(ColumnAudit column, long count, String kind, String words) {
    if (count > 0) {
      List<String> keys = column.samples().getOrDefault(kind, List.of());
      lines.add(
          "%s.%s: %s %s; such as %s"
              .formatted(
                  column.table(), column.column(), number(count), words, String.join(", ", keys)));
    }
  }

  private String verdict() {
    return report.isFresh()
        ? "All values are fresh."
        : "%s values stale, %s missing. 'millrace lag' says whether they are on their way;"
                .formatted(
                    number(report.sum(ColumnAudit::stale)),
                    number(report.sum(ColumnAudit::missing)))
            + " 'millrace audit --repair' asks for them.";
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
