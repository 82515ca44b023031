package io.millrace.sink;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Applies the changes of one table within a transaction: lock, decide, write, remember. */
final class TableWriter {
  private final RowReader reader;
  private final RowWriter writer;
  private final ProvenanceWriter provenance;

  /**
   * @param schema Millrace's own
   */
  TableWriter(TableLayout layout, String schema) {
    TableSql sql = new TableSql(layout, schema);
    this.reader = new RowReader(layout, sql);
    this.writer = new RowWriter(layout, sql);
    this.provenance = new ProvenanceWriter(layout, sql);
  }

  void write(Connection connection, List<Change.Enriched> changes, BatchSummary summary)
      throws SQLException {
    List<String> keys = changes.stream().map(Change::key).toList();
    Map<String, Map<String, StoredColumn>> rows = reader.lock(connection, keys);
    // Read after the lock, so that another writer's last word on these rows is seen.
    Map<String, Map<String, Provenance>> noted = reader.provenance(connection, keys);
    List<RowPlan> plans = new ArrayList<>();
    for (Change.Enriched change : changes) {
      Map<String, Provenance> known = noted.getOrDefault(change.key(), Map.of());
      plans.add(RowPlan.of(change, rows.get(change.key()), known, summary));
    }
    writer.update(connection, plans, summary);
    provenance.remember(connection, plans);
  }

  /** Those changes that a look without a lock does not settle; the others are counted. */
  List<Change.Enriched> unsettled(
      Connection connection, List<Change.Enriched> changes, BatchSummary summary)
      throws SQLException {
    List<String> keys = changes.stream().map(Change::key).toList();
    Map<String, Map<String, StoredColumn>> rows = reader.read(connection, keys);
    Map<String, Map<String, Provenance>> noted = reader.provenance(connection, keys);
    List<Change.Enriched> unsettled = new ArrayList<>();
    for (Change.Enriched change : changes) {
      Map<String, Provenance> known = noted.getOrDefault(change.key(), Map.of());
      BatchSummary skips = new BatchSummary();
      if (RowPlan.of(change, rows.get(change.key()), known, skips).isEmpty()) {
        summary.addSkipped(skips);
      } else {
        unsettled.add(change);
      }
    }
    return unsettled;
  }

  /** Those rows of which provenance is left. */
  List<Change.Deleted> remembered(Connection connection, List<Change.Deleted> deleted)
      throws SQLException {
    Set<String> known = reader.remembered(connection, deleted.stream().map(Change::key).toList());
    return deleted.stream().filter(change -> known.contains(change.key())).toList();
  }

  /** Locks no row, but asks for all that locking needs: columns and privileges. */
  void verify(Connection connection) throws SQLException {
    reader.lock(connection, List.of());
    reader.provenance(connection, List.of());
  }

  void forget(Connection connection, List<Change.Deleted> deleted) throws SQLException {
    provenance.forget(connection, deleted);
  }
}
