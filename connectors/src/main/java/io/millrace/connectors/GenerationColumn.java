package io.millrace.connectors;

import io.millrace.connectors.WantedColumn.WantedType;
import io.millrace.plan.EnrichmentPlan;
import io.millrace.plan.TablePlan;
import io.millrace.schemas.Names;
import java.util.List;

/**
 * A column that each generation has of its own.
 *
 * @param plain its name while its generation is active
 * @param type what it holds
 */
record GenerationColumn(String schema, String table, String plain, WantedType type) {

  /** The columns of a plan's results: those that its tasks, scores and bookkeeping write. */
  static List<GenerationColumn> of(EnrichmentPlan plan) {
    return WantedColumn.of(plan).stream()
        .filter(column -> !isAdded(plan, column))
        .map(
            column ->
                new GenerationColumn(column.schema(), column.table(), column.name(), column.type()))
        .toList();
  }

  private static boolean isAdded(EnrichmentPlan plan, WantedColumn column) {
    TablePlan table = plan.tables().get(column.table());
    return table != null && table.addedColumns().containsKey(column.name());
  }

  /** Its name beside the active one. */
  String own(int generation) {
    return Names.generationColumn(plain, generation);
  }

  /** The table's name with its schema, quoted. */
  String qualifiedTable() {
    return Sql.qualified(schema, table);
  }
}
