package io.millrace.topology.score;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Holds back profiles that one transaction changed together with very many others, until no more of
 * them come: the other side of their matches mostly changed as well, and each match is to be scored
 * once. Changes of other transactions are not held. Single-threaded.
 *
 * <p>Who belongs to a transaction is told by the time of its commit, which all its rows share.
 */
final class BulkChanges {
  /** Fewer changed together are not worth a wait. */
  private static final int MANY = 100;

  /** Features come in the portions in which the enrichment commits, several a second. */
  private static final long PAUSE_MILLIS = 400;

  private static final long PATIENCE_MILLIS = 20_000;

  private final Map<Long, Bulk> bulks = new HashMap<>();

  private static final class Bulk {
    final long begunAt;
    final List<PendingKey> held = new ArrayList<>();
    long lastAt;
    int size;

    Bulk(long begunAt) {
      this.begunAt = begunAt;
    }

    boolean isComing(long now) {
      return size > MANY && now < lastAt + PAUSE_MILLIS && now < begunAt + PATIENCE_MILLIS;
    }
  }

  /** Notes that a profile waits which changed at this commit time. */
  void add(long causedAt, long now) {
    Bulk bulk = bulks.computeIfAbsent(causedAt, time -> new Bulk(now));
    bulk.size++;
    bulk.lastAt = now;
  }

  /** Whether a profile whose time has come is kept until more of its kind have come. */
  boolean hold(PendingKey key, long causedAt, long now) {
    Bulk bulk = bulks.get(causedAt);
    if (bulk != null && bulk.isComing(now)) {
      bulk.held.add(key);
      return true;
    }
    return false;
  }

  /** The profiles that were held and are so no longer. */
  List<PendingKey> release(long now) {
    List<PendingKey> released = new ArrayList<>();
    for (Iterator<Bulk> all = bulks.values().iterator(); all.hasNext(); ) {
      Bulk bulk = all.next();
      if (!bulk.isComing(now)) {
        released.addAll(bulk.held);
        bulk.held.clear();
        if (now >= bulk.lastAt + PAUSE_MILLIS) {
          all.remove();
        }
      }
    }
    return released;
  }
}
