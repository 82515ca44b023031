package io.millrace.topology.enrich;

import java.util.HashMap;
import java.util.Map;

/**
 * When it is the turn of rows that somebody waits for (invariant 7).
 *
 * <p>Edits go in the order of their commits, and a row that is edited again keeps its place. The
 * rows of one transaction follow each other at a distance, as if each had been committed a little
 * later than the one before: a transaction that changes ten thousand rows would have every edit
 * after it wait for all of them. This is a virtual clock as packet schedulers have it: no row waits
 * longer for younger ones than its place in its transaction says. Times are milliseconds since
 * 1970. Single-threaded.
 */
final class Turns {
  /** Of so many rows of a transaction a second each is as urgent as an edit of its own. */
  private static final long ROWS_PER_SECOND = 10;

  private static final long DISTANCE_MILLIS = 1_000 / ROWS_PER_SECOND;

  private final Map<String, Place> places = new HashMap<>();
  private final Map<Long, Integer> rowsOfTransactions = new HashMap<>();

  private record Place(long committedAt, long turn) {}

  /**
   * The turn of a row with open work.
   *
   * @param causedAt when the oldest change was committed that the row waits for an answer to
   * @param committedAt when its latest change was; rows with the same time are taken for those of
   *     one transaction
   */
  long of(String key, long causedAt, long committedAt) {
    Place before = places.get(key);
    if (before != null && before.committedAt() == committedAt) {
      return before.turn();
    }
    forget(key);
    int others = rowsOfTransactions.merge(committedAt, 1, Integer::sum) - 1;
    long own = others == 0 ? causedAt : committedAt + others * DISTANCE_MILLIS;
    long turn = before == null ? own : Math.min(own, before.turn());
    places.put(key, new Place(committedAt, turn));
    return turn;
  }

  /** Nothing of the row is open; does nothing if nothing was. */
  void forget(String key) {
    Place place = places.remove(key);
    if (place != null) {
      rowsOfTransactions.computeIfPresent(
          place.committedAt(), (same, rows) -> rows == 1 ? null : rows - 1);
    }
  }
}
