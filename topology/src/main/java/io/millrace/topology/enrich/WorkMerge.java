package io.millrace.topology.enrich;

import io.millrace.schemas.Row;
import io.millrace.schemas.RowOperation;
import io.millrace.schemas.store.RowMemory;
import io.millrace.schemas.store.RowWork;
import io.millrace.schemas.store.WorkItem;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Puts a row that came in over the work that is left of it. Pure and threadsafe. */
final class WorkMerge {
  private static final Duration BACKLOG_PATIENCE = Duration.ofMinutes(10);

  private final EnrichSettings settings;
  private final boolean isBesideOlder;
  private final Set<String> shared;

  /**
   * @param shared columns of tasks whose results an older generation has too; empty: this is the
   *     only one, or the oldest. Readers see the older one until this one is complete
   */
  WorkMerge(EnrichSettings settings, Optional<Set<String>> shared) {
    this.settings = settings;
    this.isBesideOlder = shared.isPresent();
    this.shared = shared.orElse(Set.of());
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
   * What is known of a row that comes in again.
   *
   * @param work that is left of it
   * @param memory of what was emitted
   * @param isYetToCome whether an item of the work is backlog that waits for its turn
   */
  record Known(
      @Nullable RowWork work, @Nullable RowMemory memory, Predicate<WorkItem> isYetToCome) {}

  /**
   * The row's work now.
   *
   * @param sharing says what becomes of work that another generation may have done already
   */
  RowWork merge(News news, Known known, UnaryOperator<List<WorkItem>> sharing, long now) {
    Row row = news.row();
    RowWork before = known.work();
    boolean isReasserted = news.isReturned() || row.getOperation() != RowOperation.UPDATE;
    List<WorkItem> items = sharing.apply(yielding(news, known, now));
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
  private List<WorkItem> yielding(News news, Known known, long now) {
    RowWork before = known.work();
    List<WorkItem> underWay = before == null ? List.of() : before.getItems();
    boolean isBacklog = isBacklog(news, now);
    return news.items().stream()
        .map(
            item ->
                !underWay.contains(item) && (isBacklog || isBeforeItsTurn(item, known))
                    ? WorkItem.newBuilder(item).setBacklog(true).build()
                    : item)
        .toList();
  }

  /**
   * Whether it is an edit of a text that this generation has yet to compute for the first time,
   * while readers have the older one's result: it is computed once, when the row's turn comes. An
   * edit brings no row forward that nobody reads.
   */
  private boolean isBeforeItsTurn(WorkItem item, Known known) {
    return isBesideOlder
        && known.work() != null
        && Items.find(known.work(), item.getColumn()).filter(known.isYetToCome()).isPresent()
        && (known.memory() == null || Items.result(known.memory(), item.getColumn()).isEmpty());
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
   * the backlog: while its tasks just wait for their turn, it is rather written once than early,
   * and what another generation computed comes long before the turn. Where all that is open is to
   * be tried again later, it is written.
   */
  long deadline(List<WorkItem> items, long emitBy, long now) {
    boolean hasTime = Items.isBacklog(items) && !Items.isAllLater(items, now);
    if (!Items.isAnyAnswered(items, hasTime ? shared : Set.of())) {
      return 0;
    }
    Duration patience = hasTime ? BACKLOG_PATIENCE : settings.rowDeadline();
    long due = now + patience.toMillis();
    return emitBy == 0 ? due : Math.min(emitBy, due);
  }
}
