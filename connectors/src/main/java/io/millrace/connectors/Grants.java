package io.millrace.connectors;

import io.millrace.plan.CapturedTable;
import io.millrace.plan.EnrichmentPlan;
import io.millrace.plan.TablePlan;
import io.millrace.schemas.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The least rights of the roles that capture and write, see {@link RolePreparation}. Each list is
 * complete, and granting it again does no harm.
 *
 * <p>The capturing role needs REPLICATION too, and either role USAGE of schemas, which is not the
 * table owner's to give. A new table or view of ours that a role needs is added to its map here.
 */
public final class Grants {
  /** What the capturing role may do with our own tables: beat, and be signalled. */
  private static final Map<String, String> CAPTURE_OWN =
      Map.of(
          Names.HEARTBEAT_TABLE,
          "select, insert, update",
          Names.SIGNAL_TABLE,
          "select, insert, delete");

  /**
   * What the sink's role may do with our own tables. A row lock, shared too, needs the right to
   * update.
   */
  private static final Map<String, String> SINK_OWN =
      Map.of("generation", "select, update", "provenance", "select, insert, update, delete");

  private final EnrichmentPlan plan;
  private final Names names;

  /** Rights for one prepared plan. */
  public Grants(EnrichmentPlan plan, Names names) {
    this.plan = plan;
    this.names = names;
  }

  /** What Debezium's role needs: to read the captured columns, to beat, to be signalled. */
  public List<SqlStatement> capture(String role) {
    List<SqlStatement> statements = new ArrayList<>(own(CAPTURE_OWN, role));
    for (CapturedTable table : plan.capturedTables()) {
      statements.add(
          grant(
              "select (" + Sql.list(plan.capturedColumns(table.name())) + ")",
              "table " + Sql.qualified(table.schema(), table.name()),
              role));
    }
    return statements;
  }

  /**
   * What the sink's role needs: to compare inputs, to write results, to keep provenance.
   *
   * @param tablesWithMetadata see {@link HostMetadata}
   */
  public List<SqlStatement> sink(String role, Set<String> tablesWithMetadata) {
    return sink(role, tablesWithMetadata, Map.of());
  }

  /**
   * The same, with the columns of generations that are being built.
   *
   * @param numberedColumns those that end with a generation's number, by table
   */
  List<SqlStatement> sink(
      String role, Set<String> tablesWithMetadata, Map<String, List<String>> numberedColumns) {
    List<SqlStatement> statements = new ArrayList<>(own(SINK_OWN, role));
    for (CapturedTable table : plan.capturedTables()) {
      Set<String> written = written(table, tablesWithMetadata);
      for (String column : numberedColumns.getOrDefault(table.name(), List.of())) {
        if (written.contains(column.substring(0, column.lastIndexOf("__g")))) {
          written.add(column);
        }
      }
      Set<String> read = new TreeSet<>(plan.capturedColumns(table.name()));
      read.addAll(written);
      statements.add(
          grant(
              "select (%s), update (%s)".formatted(Sql.list(read), Sql.list(written)),
              "table " + Sql.qualified(table.schema(), table.name()),
              role));
    }
    return statements;
  }

  private Set<String> written(CapturedTable table, Set<String> tablesWithMetadata) {
    Set<String> written = new TreeSet<>();
    WantedColumn.of(plan).stream()
        .filter(column -> column.table().equals(table.name()))
        .map(WantedColumn::name)
        .forEach(written::add);
    TablePlan tablePlan = plan.tables().get(table.name());
    if (tablePlan != null && tablesWithMetadata.contains(table.name())) {
      written.add(tablePlan.bookkeeping().metadata());
    }
    return written;
  }

  private List<SqlStatement> own(Map<String, String> rights, String role) {
    String schema = names.databaseSchema();
    List<SqlStatement> statements = new ArrayList<>();
    statements.add(grant("usage", "schema " + Sql.quote(schema), role));
    new TreeMap<>(rights)
        .forEach(
            (table, right) ->
                statements.add(grant(right, "table " + Sql.qualified(schema, table), role)));
    return statements;
  }

  static SqlStatement grant(String rights, String object, String role) {
    return new SqlStatement(
        "grant rights on " + object + " to " + role,
        "grant %s on %s to %s".formatted(rights, object, Sql.quote(role)));
  }
}
