package io.millrace.topology.rows;

import io.millrace.schemas.Row;

/**
 * What those that keep rows tell those that have rows read again; the record's key is the row's.
 */
sealed interface RowNews {
  /** The table's name without its schema. */
  String table();

  /**
   * A row as an event told of it.
   *
   * @param isReread whether it was read from the table by an incremental snapshot
   */
  record Seen(Row row, boolean isReread) implements RowNews {
    @Override
    public String table() {
      return row.getTable();
    }
  }

  /** A row that is gone. */
  record Gone(String table) implements RowNews {}
}
