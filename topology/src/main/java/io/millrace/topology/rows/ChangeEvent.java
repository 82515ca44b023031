package io.millrace.topology.rows;

import io.millrace.schemas.RowOperation;
import io.millrace.schemas.SourcePosition;
import java.util.SortedMap;

/** A change event of Debezium, reduced to what rows are made of. */
sealed interface ChangeEvent {
  /** Position of the change. */
  SourcePosition position();

  /** Milliseconds since 1970 of the commit, by PostgreSQL's clock. */
  long committedAt();

  /**
   * A row as it is after the change.
   *
   * @param columns every captured column by name
   * @param ours whether our own sink made the change, as far as its origin tells
   * @param isReread whether an incremental snapshot read the row; its position means nothing then,
   *     see {@link Rereads#place}
   */
  record Upsert(
      RowOperation operation,
      SortedMap<String, ColumnValue> columns,
      SourcePosition position,
      long committedAt,
      boolean ours,
      boolean isReread)
      implements ChangeEvent {}

  /** A row that is gone. */
  record Delete(SourcePosition position, long committedAt) implements ChangeEvent {}

  /** A table that was emptied. */
  record Emptied(SourcePosition position, long committedAt) implements ChangeEvent {}
}
