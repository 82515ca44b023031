package io.millrace.topology.rows;

import io.millrace.schemas.RereadReason;
import io.millrace.schemas.RowOperation;
import io.millrace.schemas.SourcePosition;
import io.millrace.schemas.store.OpenReread;
import org.jspecify.annotations.Nullable;

/**
 * Gives a row that was read again its place in the row's history. Pure.
 *
 * <p>Debezium tells no log position of such a row. It needs none: what it reads in a window it
 * drops where a change of the same row is streamed in that window, and after a crash it reads the
 * window anew. So a row that was read again is as new as the changes before it in its partition,
 * and older than those after it: it stands where the row stands.
 */
final class Rereads {
  private Rereads() {}

  /**
   * The event as an ordinary one.
   *
   * @param stored what is remembered of the row; null: nothing, then it stands before every change
   *     of its epoch
   * @param request what asked for the row; null: nobody did
   */
  static ChangeEvent.Upsert place(
      @Nullable RowState stored, ChangeEvent.Upsert read, @Nullable OpenReread request) {
    SourcePosition beginning = new SourcePosition(read.position().getEpoch(), 0L);
    boolean isRemembered = stored != null && !stored.isBefore(beginning);
    return new ChangeEvent.Upsert(
        request == null ? RowOperation.SNAPSHOT : operation(request.getReason()),
        read.columns(),
        isRemembered && stored != null ? stored.position() : beginning,
        request == null ? read.committedAt() : request.getAskedAt(),
        read.ours(),
        true);
  }

  /** What the answer to a request is for those who read rows. */
  private static RowOperation operation(RereadReason reason) {
    return reason == RereadReason.UNRESOLVED ? RowOperation.UPDATE : RowOperation.REPAIR;
  }
}
