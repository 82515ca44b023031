package io.millrace.connectors;

import io.millrace.connectors.CatalogReader.PublicationState;
import io.millrace.connectors.CatalogReader.PublishedTable;
import io.millrace.plan.CapturedTable;
import io.millrace.plan.EnrichmentPlan;
import io.millrace.schemas.Names;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The statement that brings our publication to what the plan captures.
 *
 * <p>Captured tables are published with a column list: it is the only filter on the server's side
 * of the wire. Our heartbeat and signal tables are published whole.
 */
final class PublicationStatements {
  /** Our own captured tables and their columns, as in {@code schema.sql}. */
  static final List<OwnTable> OWN_TABLES =
      List.of(
          new OwnTable(Names.HEARTBEAT_TABLE, List.of("id", "beat_at", "token")),
          new OwnTable(Names.SIGNAL_TABLE, List.of("id", "type", "data")));

  private static final String OPERATIONS = "publish = 'insert, update, delete, truncate'";

  private final EnrichmentPlan plan;
  private final Names names;

  PublicationStatements(EnrichmentPlan plan, Names names) {
    this.plan = plan;
    this.names = names;
  }

  /**
   * A captured table of ours.
   *
   * @param name in our schema; its key column is {@code id}
   */
  record OwnTable(String name, List<String> columns) {}

  /** What is to be run; nothing if the publication is as it should be. */
  List<SqlStatement> statements(Optional<PublicationState> state) {
    String name = Sql.quote(names.slotAndPublication());
    List<SqlStatement> statements = new ArrayList<>();
    if (state.isEmpty()) {
      statements.add(
          new SqlStatement(
              "publish the captured columns",
              "create publication %s for table\n  %s\nwith (%s)"
                  .formatted(name, members(), OPERATIONS)));
      statements.add(CaptureState.mark(names));
      return statements;
    }
    if (!state.get().tables().equals(wanted())) {
      statements.add(
          new SqlStatement(
              "publish the captured columns and no others",
              "alter publication %s set table\n  %s".formatted(name, members())));
    }
    if (!state.get().allOperations()) {
      statements.add(
          new SqlStatement(
              "publish all operations", "alter publication " + name + " set (" + OPERATIONS + ")"));
    }
    if (!statements.isEmpty()) {
      statements.add(CaptureState.mark(names));
    }
    return statements;
  }

  private String members() {
    List<String> members = new ArrayList<>();
    for (CapturedTable table : plan.capturedTables()) {
      members.add(
          Sql.qualified(table.schema(), table.name())
              + " ("
              + Sql.list(plan.capturedColumns(table.name()))
              + ")");
    }
    OWN_TABLES.forEach(own -> members.add(Sql.qualified(names.databaseSchema(), own.name())));
    return members.stream().collect(Collectors.joining(",\n  "));
  }

  /** What the publication should hold. */
  Set<PublishedTable> wanted() {
    Set<PublishedTable> wanted = new HashSet<>();
    for (CapturedTable table : plan.capturedTables()) {
      Set<String> columns = Set.copyOf(plan.capturedColumns(table.name()));
      wanted.add(new PublishedTable(table.schema(), table.name(), columns, false));
    }
    for (OwnTable own : OWN_TABLES) {
      wanted.add(
          new PublishedTable(names.databaseSchema(), own.name(), Set.copyOf(own.columns()), false));
    }
    return wanted;
  }
}
