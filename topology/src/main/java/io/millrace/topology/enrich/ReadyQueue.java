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
    Ticket ticket = new Ticket(key, column, inputHash, isFresh, notBefore, sequence++);
    if (isFresh && notBefore == 0) {
      fresh.add(ticket);
    } else {
      backlog.add(ticket);
    }
  }

  /** Takes at most so many tickets that are due. */
  List<Ticket> take(int limit, long now) {
    List<Ticket> taken = new ArrayList<>();
    while (taken.size() < limit) {
      Ticket next = next(taken.size(), now);
      if (next == null) {
        break;
      }
      taken.add(next);
    }
    return taken;
  }

  void clear() {
    fresh.clear();
    backlog.clear();
  }

  private @Nullable Ticket next(int place, long now) {
    boolean isBacklogDue = !backlog.isEmpty() && backlog.element().notBefore() <= now;
    boolean isBacklogsTurn = place % BACKLOG_SHARE == BACKLOG_SHARE - 1;
    return isBacklogDue && (isBacklogsTurn || fresh.isEmpty()) ? backlog.poll() : fresh.poll();
  }
}
