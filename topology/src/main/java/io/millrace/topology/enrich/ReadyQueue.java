package io.millrace.topology.enrich;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The order in which open work is handed out: a heap index over the work store, rebuilt from it.
 *
 * <p>Fresh edits come before backlog, but each class has a reserved share, so that neither starves
 * (invariant 7). Entries are hints: whoever takes one checks the store, since an edit or a delete
 * may have overtaken it. Single-threaded.
 */
final class ReadyQueue {
  /** One of this many places in each hand-out is reserved for backlog. */
  private static final int BACKLOG_SHARE = 5;

  private final Deque<Ticket> fresh = new ArrayDeque<>();
  private final PriorityQueue<Ticket> backlog =
      new PriorityQueue<>(
          Comparator.comparingLong(Ticket::notBefore).thenComparingLong(Ticket::sequence));
  private long sequence;

  /**
   * One open task of a row.
   *
   * @param isFresh whether it was never tried and answers a young change
   * @param notBefore milliseconds since 1970 before which it is not handed out
   * @param sequence order of arrival
   */
  record Ticket(
      String key,
      String column,
      String inputHash,
      boolean isFresh,
      long notBefore,
      long sequence) {}

  void add(String key, String column, String inputHash, boolean isFresh, long notBefore) {
    boolean isUntried = isFresh && notBefore == 0;
    (isUntried ? fresh : backlog)
        .add(new Ticket(key, column, inputHash, isUntried, notBefore, sequence++));
  }

  /** Takes at most so many tickets that are due, and so many of the backlog among them. */
  List<Ticket> take(int limit, int backlogLimit, long now) {
    List<Ticket> taken = new ArrayList<>();
    int ofBacklog = 0;
    while (taken.size() < limit) {
      Ticket next = next(taken.size(), ofBacklog < backlogLimit, now);
      if (next == null) {
        break;
      }
      ofBacklog += next.isFresh() ? 0 : 1;
      taken.add(next);
    }
    return taken;
  }

  void clear() {
    fresh.clear();
    backlog.clear();
  }

  private @Nullable Ticket next(int place, boolean hasBacklogPlace, long now) {
    boolean isBacklogDue =
        hasBacklogPlace && !backlog.isEmpty() && backlog.element().notBefore() <= now;
    boolean isBacklogsTurn = place % BACKLOG_SHARE == BACKLOG_SHARE - 1;
    return isBacklogDue && (isBacklogsTurn || fresh.isEmpty()) ? backlog.poll() : fresh.poll();
  }
}
