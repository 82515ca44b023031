package io.millrace.app.audit;

import io.millrace.app.report.ReadOnly;
import io.millrace.app.rereads.RowAddress;
import io.millrace.connectors.AuditStatements;
import io.millrace.connectors.AuditedTable;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Asks for the rows of the gap: those with a value that is stale or missing, each once. Keys come
 * through a cursor and go out in batches, so that memory does not grow with the gap.
 */
public final class AuditRepair {
  private static final int BATCH = 1000;

  private final Requests requests;
  private final List<RowAddress> batch = new ArrayList<>();
  private long asked;

  private AuditRepair(Requests requests) {
    this.requests = requests;
  }

  /** Takes requests for rows. */
  @FunctionalInterface
  public interface Requests {
    void ask(Collection<RowAddress> rows);
  }

  /**
   * Takes out of our provenance what would stand in the way.
   *
   * @param requests takes the rows of orphans, so that the pipeline forgets them too
   * @return how many orphans were forgotten
   */
  public static long prepare(Connection connection, AuditStatements statements, Requests requests)
      throws SQLException {
    AuditRepair repair = new AuditRepair(requests);
    long forgotten = 0;
    try (Statement statement = connection.createStatement()) {
      for (AuditedTable table : statements.tables()) {
        if (table.repairs().isPresent()) {
          forgotten += repair.forget(statement, table.table(), table.repairs().get());
          statement.executeLargeUpdate(table.repairs().get().reopen());
        }
      }
    }
    return forgotten;
  }

  private long forget(Statement statement, String table, AuditedTable.Repairs repairs)
      throws SQLException {
    long forgotten = 0;
    Set<String> gone = new LinkedHashSet<>();
    try (ResultSet values = statement.executeQuery(repairs.forget())) {
      while (values.next()) {
        gone.add(values.getString(1));
        forgotten++;
      }
    }
    gone.forEach(key -> add(new RowAddress(table, key)));
    flush();
    return forgotten;
  }

  /**
   * Finds the gap and asks for its rows.
   *
   * @return how many rows were asked for
   */
  public static long run(ReadOnly database, AuditStatements statements, Requests requests)
      throws SQLException {
    AuditRepair repair = new AuditRepair(requests);
    for (AuditedTable table : statements.tables()) {
      database.rows(
          table.gap(), row -> repair.add(new RowAddress(table.table(), row.getString(1))));
    }
    repair.flush();
    return repair.asked;
  }

  private void add(RowAddress row) {
    batch.add(row);
    if (batch.size() == BATCH) {
      flush();
    }
  }

  private void flush() {
    requests.ask(List.copyOf(batch));
    asked += batch.size();
    batch.clear();
  }
}
