package io.millrace.topology.enrich;

import io.millrace.schemas.Row;
import io.millrace.schemas.RowOperation;
import io.millrace.schemas.store.RowWork;
import io.millrace.schemas.store.WorkItem;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
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

  /**
   * The row's work now.
   *
   * @param sharing says what becomes of work that another generation may have done already
   */
  RowWork merge(
      News news, @Nullable RowWork before, UnaryOperator<List<WorkItem>> sharing, long now) {
    Row row = news.row();
    boolean isReasserted = news.isReturned() || row.getOperation() != RowOperation.UPDATE;
    List<WorkItem> items =
        sharing.apply(isBacklog(news, now) ? yielding(news.items(), before) : news.items());
    long causedAt = row.getCommittedAt();
    long offset = news.offset();
    long emitBy = 0;
    if (before != null) {
      isReasserted |= before.getReasserted();
      causedAt = Math.min(causedAt, before.getCausedAt());
      offset = Math.min(offset, before.getOffset());
      emitBy = before.getEmitBy();
    }
    long deadline = deadline(items, emitBy, now);
    return new RowWork(row, items, isReasserted, causedAt, offset, deadline);
  }

  /**
   * What is asked for anew is backlog with its news. What was under way stays what it was: a replay
   * puts no edit off, nor does an edit bring texts forward that it left alone (invariant 7).
   */
  private static List<WorkItem> yielding(List<WorkItem> items, @Nullable RowWork before) {
    List<WorkItem> underWay = before == null ? List.of() : before.getItems();
    return items.stream()
        .map(
            item ->
                underWay.contains(item) ? item : WorkItem.newBuilder(item).setBacklog(true).build())
        .toList();
  }

  private boolean isBacklog(News news, long now) {
    Row row = news.row();
    return news.isReplayed()
        || row.getOperation() == RowOperation.SNAPSHOT
        || row.getOperation() == RowOperation.REPAIR
        || now - row.getCommittedAt() > settings.freshAge().toMillis();
  }

  /**
   * When answers are emitted though others are open; 0: there is none. Nobody waits for a row of
   * the backlog: while its tasks just wait for their turn, it is rather written once than early.
   * Where all that is open is to be tried again later, it is written.
   */
  long deadline(List<WorkItem> items, long emitBy, long now) {
    if (!Items.isAnyAnswered(items)) {
      return 0;
    }
    boolean hasTime = Items.isBacklog(items) && !Items.isAllLater(items, now);
    Duration patience = hasTime ? BACKLOG_PATIENCE : settings.rowDeadline();
    long due = now + patience.toMillis();
    return emitBy == 0 ? due : Math.min(emitBy, due);
  }
}
