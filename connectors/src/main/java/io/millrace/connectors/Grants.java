package io.millrace.connectors;

import io.millrace.plan.CapturedTable;
import io.millrace.plan.EnrichmentPlan;
import io.millrace.plan.TablePlan;
import io.millrace.schemas.Names;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The least rights of the roles that capture and write, where they are not the one that ran init.
 *
 * <p>The capturing role needs REPLICATION too, which only an administrator gives. Rights on columns
 * that init added go with them when it is undone; those on the host's columns stay.
 */
public final class Grants {
  private final EnrichmentPlan plan;
  private final Names names;

  /** Rights for one prepared plan. */
  public Grants(EnrichmentPlan plan, Names names) {
    this.plan = plan;
    this.names = names;
  }

  /** What Debezium's role needs: to read the captured columns, to beat, to be signalled. */
  public List<SqlStatement> capture(String role) {
    List<SqlStatement> statements = new ArrayList<>(schemas(role));
    for (CapturedTable table : plan.capturedTables()) {
      statements.add(
          grant(
              "select (" + Sql.list(plan.capturedColumns(table.name())) + ")",
              "table " + Sql.qualified(table.schema(), table.name()),
              role));
    }
    statements.add(grant("select, insert, update", own(Names.HEARTBEAT_TABLE), role));
    statements.add(grant("select, insert, delete", own("signal"), role));
    return statements;
  }

  /**
   * What the sink's role needs: to compare inputs, to write results, to keep provenance.
   *
   * @param tablesWithMetadata see {@link HostMetadata}
   */
  public List<SqlStatement> sink(String role, Set<String> tablesWithMetadata) {
    List<SqlStatement> statements = new ArrayList<>(schemas(role));
    for (CapturedTable table : plan.capturedTables()) {
      Set<String> written = written(table, tablesWithMetadata);
      Set<String> read = new TreeSet<>(plan.capturedColumns(table.name()));
      read.addAll(written);
      statements.add(
          grant(
              "select (%s), update (%s)".formatted(Sql.list(read), Sql.list(written)),
              "table " + Sql.qualified(table.schema(), table.name()),
              role));
    }
    // A row lock, shared too, needs the right to update.
    statements.add(grant("select, update", own("generation"), role));
    statements.add(grant("select, insert, update, delete", own("provenance"), role));
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

  private Collection<SqlStatement> schemas(String role) {
    return Stream.concat(
            plan.capturedTables().stream().map(CapturedTable::schema),
            Stream.of(names.databaseSchema()))
        .distinct()
        .map(schema -> grant("usage", "schema " + Sql.quote(schema), role))
        .toList();
  }

  private String own(String table) {
    return "table " + Sql.qualified(names.databaseSchema(), table);
  }

  private static SqlStatement grant(String rights, String object, String role) {
    return new SqlStatement(
        "grant rights on " + object + " to " + role,
        "grant %s on %s to %s".formatted(rights, object, Sql.quote(role)));
  }
}
