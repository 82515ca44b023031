package io.millrace.topology.rows;

import io.millrace.schemas.Row;
import io.millrace.schemas.SourcePosition;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a row.
 *
 * @param position of the last change; kept for a deleted row too, so that an old event that is
 *     delivered again does not bring the row back
 * @param row null: deleted
 */
record RowState(SourcePosition position, @Nullable Row row) {
  static RowState deleted(SourcePosition position) {
    return new RowState(position, null);
  }

  /** Whether a change at this position comes after what is remembered. */
  boolean isBefore(SourcePosition other) {
    return compare(position, other) < 0;
  }

  static int compare(SourcePosition left, SourcePosition right) {
    int byEpoch = Integer.compare(left.getEpoch(), right.getEpoch());
    return byEpoch != 0 ? byEpoch : Long.compare(left.getLsn(), right.getLsn());
  }
}
