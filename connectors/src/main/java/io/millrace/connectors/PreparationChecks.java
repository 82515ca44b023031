package io.millrace.connectors;

import io.millrace.connectors.CatalogReader.PublicationState;
import io.millrace.connectors.WantedColumn.WantedType;
import io.millrace.plan.CapturedTable;
import io.millrace.plan.EnrichmentPlan;
import io.millrace.plan.TablePlan;
import io.millrace.plan.VectorIndex;
import io.millrace.schemas.Names;
import java.util.ArrayList;
import java.util.List;

/** Finds everything that keeps a database from being prepared. */
final class PreparationChecks {
  /** Column lists of publications exist since PostgreSQL 15. */
  private static final int OLDEST_SERVER = 150000;

  /** The most dimensions that pgvector's graph index holds. */
  private static final int MOST_INDEXED_DIMENSIONS = 2000;

  private final EnrichmentPlan plan;
  private final Names names;
  private final int dimensions;
  private final CatalogState state;
  private final List<String> problems = new ArrayList<>();

  PreparationChecks(EnrichmentPlan plan, Names names, int dimensions, CatalogState state) {
    this.plan = plan;
    this.names = names;
    this.dimensions = dimensions;
    this.state = state;
  }

  /** Every problem, one sentence each, with what to do. */
  List<String> problems() {
    hostProblems();
    checkIndexes();
    return columnProblems();
  }

  /** Those of the server and of the host's tables, whatever the model. */
  List<String> hostProblems() {
    checkServer(state.server());
    state.publication().ifPresent(this::checkPublication);
    for (CapturedTable table : plan.capturedTables()) {
      problems.addAll(new TableChecks(plan, table, state.table(table.name())).problems());
    }
    return List.copyOf(problems);
  }

  /** Those of result columns that exist already, and those found before. */
  List<String> columnProblems() {
    WantedColumn.of(plan)
        .forEach(wanted -> state.column(wanted).ifPresent(column -> checkTarget(wanted, column)));
    return List.copyOf(problems);
  }

  /** Those of indexes on vectors. */
  List<String> indexProblems() {
    checkIndexes();
    return List.copyOf(problems);
  }

  private void checkServer(ServerState server) {
    if (server.version() < OLDEST_SERVER) {
      add("the server is older than PostgreSQL 15; upgrade it, best to 16 or newer");
    }
    if (!server.walLevel().equals("logical")) {
      add(
          "wal_level is '%s'; run: alter system set wal_level = 'logical', and restart the server",
          server.walLevel());
    }
    if (!server.mayCreate()) {
      add(
          "the role '%s' may not create a schema or publication; let an administrator run: grant"
              + " create on database %s to %s",
          server.role(), Sql.quote(server.database()), Sql.quote(server.role()));
    }
    if (server.vectorSchema().isEmpty() && !server.vectorAvailable()) {
      add("the server lacks the extension pgvector; install its package (0.8 or newer)");
    }
    if (!server.mayUseVector()) {
      String schema = server.vectorSchema().orElse(CatalogState.DEFAULT_VECTOR_SCHEMA);
      add(
          "the role '%s' may not use the schema '%s', in which pgvector is installed; let an"
              + " administrator run: grant usage on schema %s to %s",
          server.role(), schema, Sql.quote(schema), Sql.quote(server.role()));
    }
  }

  private void checkPublication(PublicationState publication) {
    if (publication.allTables()) {
      add(
          "the publication '%s' publishes all tables; drop it, or choose another prefix",
          names.slotAndPublication());
    }
  }

  private void checkIndexes() {
    for (TablePlan table : plan.tables().values()) {
      boolean indexed = table.embed().stream().anyMatch(task -> task.index() == VectorIndex.HNSW);
      if (indexed && dimensions > MOST_INDEXED_DIMENSIONS) {
        add(
            "an hnsw index holds at most %d dimensions, the model of table '%s' has %d; set index:"
                + " none in the plan",
            MOST_INDEXED_DIMENSIONS, table.name(), dimensions);
      }
    }
  }

  private void checkTarget(WantedColumn wanted, ColumnState column) {
    String name = "the column '" + wanted.name() + "' of '" + wanted.table() + "'";
    if (!wanted.type().accepts(column.baseType())) {
      add(
          "%s exists with type %s, but results need %s; rename it, or name another in the plan",
          name, column.type(), typeName(wanted.type()));
    } else if (wanted.type() == WantedType.VECTOR && column.modifier() != dimensions) {
      add(
          "%s is %s, but the model '%s' gives %d dimensions; name another column or model in the"
              + " plan, or drop the column",
          name, column.type(), plan.embeddingModel(), dimensions);
    } else if (column.generated()) {
      add("%s is computed by the database and cannot be written; name another in the plan", name);
    }
  }

  private String typeName(WantedType type) {
    return type == WantedType.VECTOR ? "vector(" + dimensions + ")" : type.sql("", 0);
  }

  @SuppressWarnings("AnnotateFormatMethod") // Error Prone's annotations are no dependency of ours.
  private void add(String format, Object... arguments) {
    problems.add(format.formatted(arguments));
  }
}
