package io.millrace.connectors;

import io.millrace.connectors.CatalogReader.PublicationState;
import io.millrace.plan.CapturedTable;
import io.millrace.plan.EnrichmentPlan;
import io.millrace.schemas.Names;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The database as it is before anything is done.
 *
 * @param server the server and this role's rights
 * @param tables state of each captured table that exists, by its name without schema
 * @param publication our publication, if there is one
 */
record CatalogState(
    ServerState server, Map<String, TableState> tables, Optional<PublicationState> publication) {
  static final String DEFAULT_VECTOR_SCHEMA = "public";

  static CatalogState read(Connection connection, EnrichmentPlan plan, Names names)
      throws SQLException {
    CatalogReader reader = new CatalogReader(connection);
    Map<String, TableState> tables = new HashMap<>();
    for (CapturedTable table : plan.capturedTables()) {
      reader
          .table(table.schema(), table.name())
          .ifPresent(state -> tables.put(table.name(), state));
    }
    return new CatalogState(
        reader.server(), tables, reader.publication(names.slotAndPublication()));
  }

  Optional<TableState> table(String name) {
    return Optional.ofNullable(tables.get(name));
  }

  Optional<ColumnState> column(WantedColumn wanted) {
    return table(wanted.table()).map(table -> table.columns().get(wanted.name()));
  }

  String vectorSchema() {
    return server.vectorSchema().orElse(DEFAULT_VECTOR_SCHEMA);
  }
}
