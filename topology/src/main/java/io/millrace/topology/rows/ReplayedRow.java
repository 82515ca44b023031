package io.millrace.topology.rows;

import io.millrace.schemas.ReplayOrder;
import io.millrace.schemas.Row;
import io.millrace.schemas.RowOperation;
import io.millrace.topology.ReplayHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;

/** A row that is handed out again as it is known. */
final class ReplayedRow {
  private ReplayedRow() {}

  /**
   * The record for the topic of rows. It is written by the task that holds the row, behind all that
   * it has said of it: nobody takes an older state for a newer one.
   *
   * @param askedAt since when it is wanted: what waits for it is behind since then
   */
  static Record<String, Object> of(Row known, ReplayOrder order, long askedAt, long now) {
    Row row =
        Row.newBuilder(known)
            .setOperation(RowOperation.UPDATE)
            .setCommittedAt(Math.max(known.getCommittedAt(), askedAt))
            .build();
    RecordHeaders headers = new RecordHeaders();
    ReplayHeader.put(headers, order);
    return new Record<>(row.getKey(), row, now, headers);
  }
}
