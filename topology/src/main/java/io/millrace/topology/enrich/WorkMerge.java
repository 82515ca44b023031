package io.millrace.topology.enrich;

import io.millrace.schemas.Row;
import io.millrace.schemas.RowOperation;
import io.millrace.schemas.store.RowWork;
import io.millrace.schemas.store.WorkItem;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts a row that came in over the work that is left of it. Pure and threadsafe. */
final class WorkMerge {
  private static final Duration BACKLOG_PATIENCE = Duration.ofMinutes(10);

  private final EnrichSettings settings;

  WorkMerge(EnrichSettings settings) {
    this.settings = settings;
  }

  /**
   * A row that came in.
   *
   * @param offset of its record
   * @param isReturned whether a stored result is to be written again, see {@link RowPlanner.Needs}
   * @param isReplayed whether it is handed out again as it was
   * @param items what is to be done for it
   */
  record News(Row row, long offset, boolean isReturned, boolean isReplayed, List<WorkItem> items) {}

  /** Says what becomes of work that another generation may have done already. */
  @FunctionalInterface
  interface Sharing {
    List<WorkItem> of(List<WorkItem> items, boolean isBacklog);
  }

  /** The row's work now. */
  RowWork merge(News news, @Nullable RowWork before, Sharing sharing, long now) {
    Row row = news.row();
    boolean isBacklog = isBacklog(news, before, now);
    boolean isReasserted = news.isReturned() || row.getOperation() != RowOperation.UPDATE;
    List<WorkItem> items = sharing.of(news.items(), isBacklog);
    long causedAt = row.getCommittedAt();
    long offset = news.offset();
    long emitBy = 0;
    if (before != null) {
      isReasserted |= before.getReasserted();
      causedAt = Math.min(causedAt, before.getCausedAt());
      offset = Math.min(offset, before.getOffset());
      emitBy = before.getEmitBy();
    }
    long deadline = deadline(items, isBacklog, emitBy, now);
    return new RowWork(row, items, isReasserted, isBacklog, causedAt, offset, deadline);
  }

  /** A replay does not put an edit off that is under way (invariant 7). */
  private boolean isBacklog(News news, @Nullable RowWork before, long now) {
    if (news.isReplayed()) {
      return before == null || before.getBacklog();
    }
    Row row = news.row();
    return row.getOperation() == RowOperation.SNAPSHOT
        || row.getOperation() == RowOperation.REPAIR
        || now - row.getCommittedAt() > settings.freshAge().toMillis();
  }

  /**
   * When answers are emitted though others are open; 0: there is none. Nobody waits for a row of
   * the backlog: while its tasks just wait for their turn, it is rather written once than early.
   * Where all that is open is to be tried again later, it is written.
   */
  long deadline(List<WorkItem> items, boolean isBacklog, long emitBy, long now) {
    if (!Items.isAnyAnswered(items)) {
      return 0;
    }
    boolean hasTime = isBacklog && !Items.isAllLater(items, now);
    Duration patience = hasTime ? BACKLOG_PATIENCE : settings.rowDeadline();
    long due = now + patience.toMillis();
    return emitBy == 0 ? due : Math.min(emitBy, due);
  }
}
