package io.millrace.connectors;

import io.millrace.plan.EnrichmentPlan;
import io.millrace.plan.TablePlan;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Finds the host's metadata columns, which get a copy of the provenance where they exist. */
public final class HostMetadata {
  private HostMetadata() {}

  /** Names of the plan's tables whose metadata column exists and is jsonb. */
  public static Set<String> tables(Connection connection, EnrichmentPlan plan) throws SQLException {
    CatalogReader catalog = new CatalogReader(connection);
    Set<String> tables = new HashSet<>();
    for (TablePlan table : plan.tables().values()) {
      Optional<ColumnState> column =
          catalog
              .table(table.schema(), table.name())
              .map(state -> state.columns().get(table.bookkeeping().metadata()));
      if (column.filter(found -> found.baseType().equals("jsonb")).isPresent()) {
        tables.add(table.name());
      }
    }
    return Set.copyOf(tables);
  }
}
