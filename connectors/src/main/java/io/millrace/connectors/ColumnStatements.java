package io.millrace.connectors;

import io.millrace.connectors.WantedColumn.WantedType;
import io.millrace.plan.EmbedTask;
import io.millrace.plan.EnrichmentPlan;
import io.millrace.plan.TablePlan;
import io.millrace.plan.VectorIndex;
import io.millrace.schemas.Names;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The statements that add what is missing to the host's tables: columns, indexes, fillfactor. */
final class ColumnStatements {
  /** Room for about one more version of a row in its page; see docs/decisions. */
  private static final int FILLFACTOR = 70;

  private final EnrichmentPlan plan;
  private final int dimensions;
  private final CatalogState state;
  private final InstalledObjects installed;
  private final List<SqlStatement> statements = new ArrayList<>();

  ColumnStatements(EnrichmentPlan plan, Names names, int dimensions, CatalogState state) {
    this.plan = plan;
    this.dimensions = dimensions;
    this.state = state;
    this.installed = new InstalledObjects(names);
  }

  List<SqlStatement> statements() {
    missingByTable().values().forEach(this::addColumns);
    for (TablePlan table : plan.tables().values()) {
      state.table(table.name()).ifPresent(found -> addIndexes(table, found));
    }
    return statements;
  }

  private Map<String, List<WantedColumn>> missingByTable() {
    return WantedColumn.of(plan).stream()
        .filter(wanted -> state.column(wanted).isEmpty())
        .collect(
            Collectors.groupingBy(WantedColumn::table, LinkedHashMap::new, Collectors.toList()));
  }

  private void addColumns(List<WantedColumn> columns) {
    WantedColumn first = columns.get(0);
    String additions =
        columns.stream()
            .map(column -> "  add column if not exists " + definition(column))
            .collect(Collectors.joining(",\n"));
    statements.add(
        new SqlStatement(
            "add the columns of results to " + first.table(),
            "alter table " + Sql.qualified(first.schema(), first.table()) + "\n" + additions));
    statements.add(
        installed.remember(
            first.schema(),
            first.table(),
            "column",
            columns.stream().map(WantedColumn::name).toList()));
  }

  private String definition(WantedColumn column) {
    return Sql.quote(column.name()) + " " + column.type().sql(state.vectorSchema(), dimensions);
  }

  private void addIndexes(TablePlan table, TableState found) {
    List<EmbedTask> indexed =
        table.embed().stream().filter(task -> task.index() == VectorIndex.HNSW).toList();
    if (!indexed.isEmpty() && !found.fillfactorSet()) {
      setFillfactor(table);
    }
    String operators = Sql.qualified(state.vectorSchema(), "vector_cosine_ops");
    indexed.forEach(task -> addIndex(table, found, task.column(), "hnsw", " " + operators));
    WantedColumn.of(plan).stream()
        .filter(wanted -> wanted.table().equals(table.name()))
        .filter(wanted -> wanted.type() == WantedType.JSON)
        .forEach(wanted -> addIndex(table, found, wanted.name(), "gin", ""));
  }

  private void addIndex(
      TablePlan table, TableState found, String column, String method, String operators) {
    if (found.indexes().contains(method + ":" + column)) {
      return;
    }
    String index = Sql.derivedName(table.name(), column, method);
    statements.add(
        new SqlStatement(
            "index " + column + " of " + table.name(),
            "create index if not exists %s on %s using %s (%s%s)"
                .formatted(
                    Sql.quote(index),
                    Sql.qualified(table.schema(), table.name()),
                    method,
                    Sql.quote(column),
                    operators)));
    statements.add(installed.remember(table.schema(), table.name(), "index", List.of(index)));
  }

  private void setFillfactor(TablePlan table) {
    statements.add(
        new SqlStatement(
            "leave room in the pages of " + table.name() + ", so that updates spare its indexes",
            "alter table %s set (fillfactor = %d)"
                .formatted(Sql.qualified(table.schema(), table.name()), FILLFACTOR)));
    statements.add(
        installed.remember(
            table.schema(), table.name(), "fillfactor", List.of(String.valueOf(FILLFACTOR))));
  }
}
