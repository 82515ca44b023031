package io.millrace.topology.enrich;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The order in which open work of one task is handed out: a heap index over the work store, rebuilt
 * from it.
 *
 * <p>Fresh edits come before backlog, but each class has a reserved share, so that neither starves
 * (invariant 7). Of the backlog, what is to be tried again and is due comes first: it had its turn.
 * Entries are hints: whoever takes one checks the store, since an edit or a delete may have
 * overtaken it. Single-threaded.
 */
final class ReadyQueue {
  /** One of this many places in each hand-out is reserved for backlog. */
  private static final int BACKLOG_SHARE = 5;

  /** A row that is edited again keeps its place. */
  private final PriorityQueue<Ticket> fresh =
      new PriorityQueue<>(
          Comparator.<Ticket>comparingLong(ticket -> ticket.turn().since())
              .thenComparingLong(Ticket::sequence));

  /** By the row's key: another text of a row that waits takes over its place. */
  private final Map<String, Ticket> untried = new LinkedHashMap<>();

  private final PriorityQueue<Ticket> retries =
      new PriorityQueue<>(
          Comparator.<Ticket>comparingLong(ticket -> ticket.turn().notBefore())
              .thenComparingLong(Ticket::sequence));
  private long sequence;

  /**
   * What decides when work is handed out. Times are milliseconds since 1970.
   *
   * @param isFresh whether it was never tried and answers a young change
   * @param notBefore before which it is not handed out; 0: at once
   * @param since its row's place among those that somebody waits for, as {@link Turns} has it
   */
  record Turn(boolean isFresh, long notBefore, long since) {
    boolean isFirst() {
      return isFresh && notBefore == 0;
    }
  }

  /**
   * One open task of a row.
   *
   * @param sequence order of arrival
   */
  record Ticket(String key, String column, String inputHash, Turn turn, long sequence) {}

  /** Queues work; returns the row's other text whose place it took. */
  @Nullable Ticket add(String key, String column, String inputHash, Turn turn) {
    Ticket ticket = new Ticket(key, column, inputHash, turn, sequence++);
    if (turn.notBefore() == 0 && !turn.isFresh()) {
      return untried.put(key, ticket);
    }
    (turn.isFirst() ? fresh : retries).add(ticket);
    return null;
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
      ofBacklog += next.turn().isFirst() ? 0 : 1;
      taken.add(next);
    }
    return taken;
  }

  private @Nullable Ticket next(int place, boolean hasBacklogPlace, long now) {
    boolean isBacklogsTurn = place % BACKLOG_SHARE == BACKLOG_SHARE - 1;
    boolean mayBeBacklog = hasBacklogPlace && (isBacklogsTurn || fresh.isEmpty());
    Ticket ofBacklog = mayBeBacklog ? nextOfBacklog(now) : null;
    return ofBacklog == null ? fresh.poll() : ofBacklog;
  }

  private @Nullable Ticket nextOfBacklog(long now) {
    if (!retries.isEmpty() && retries.element().turn().notBefore() <= now) {
      return retries.remove();
    }
    Iterator<Ticket> first = untried.values().iterator();
    if (!first.hasNext()) {
      return null;
    }
    Ticket ticket = first.next();
    first.remove();
    return ticket;
  }
}
