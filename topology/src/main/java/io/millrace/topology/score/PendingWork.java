package io.millrace.topology.score;

import io.millrace.schemas.store.LaterChange;
import io.millrace.schemas.store.PendingScores;
import io.millrace.topology.OpenWork;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.PriorityQueue;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * What is to be scored. A changed profile is one record, however many matches it has: it remembers
 * how far they have been visited.
 *
 * <p>The store is for durability; the order is in memory and rebuilt from it. Walks through the
 * matches of profiles take turns, so that a profile of a hundred thousand holds up no other.
 * Single-threaded.
 */
final class PendingWork {
  private final KeyValueStore<String, PendingScores> store;
  private final OpenWork open = new OpenWork();
  private final PriorityQueue<Due> matches = queue();
  private final PriorityQueue<Due> profiles = queue();
  private final BulkChanges bulks = new BulkChanges();
  private final Deque<PendingKey> released = new ArrayDeque<>();
  private final Deque<PendingKey> walks = new ArrayDeque<>();

  private record Due(PendingKey key, long at) {}

  private static PriorityQueue<Due> queue() {
    return new PriorityQueue<>(Comparator.comparingLong(Due::at));
  }

  PendingWork(KeyValueStore<String, PendingScores> store) {
    this.store = store;
    try (KeyValueIterator<String, PendingScores> all = store.all()) {
      while (all.hasNext()) {
        KeyValue<String, PendingScores> pending = all.next();
        index(PendingKey.of(pending.key), pending.value);
      }
    }
  }

  OpenWork open() {
    return open;
  }

  /**
   * Notes a change.
   *
   * @param origin the record that told of it
   * @param causedAt its commit time; the oldest unanswered one of a key counts
   * @param now milliseconds since 1970
   * @param dueAt when to begin; an earlier change of the same key keeps its time
   */
  void add(PendingKey key, @Nullable RecordMetadata origin, long causedAt, long now, long dueAt) {
    if (key.isProfile()) {
      bulks.add(causedAt, now);
    }
    PendingScores before = store.get(key.text());
    long offset = origin == null ? 0 : origin.offset();
    if (before == null) {
      String topic = origin == null ? "" : origin.topic();
      PendingScores fresh = new PendingScores(causedAt, topic, offset, dueAt, null, null);
      store.put(key.text(), fresh);
      index(key, fresh);
    } else if (before.getPosition() != null && before.getNext() == null) {
      store.put(
          key.text(),
          PendingScores.newBuilder(before).setNext(new LaterChange(causedAt, offset)).build());
    }
  }

  private void index(PendingKey key, PendingScores pending) {
    open.put(key.text(), pending.getTopic(), pending.getOffset(), pending.getCausedAt(), false);
    (key.isProfile() ? profiles : matches).add(new Due(key, pending.getDueAt()));
  }

  /** A match whose time has come, to be scored; null: none. */
  @Nullable PendingKey takeMatch(long now) {
    return take(matches, now);
  }

  /** A profile whose time has come, to be walked; null: none, or all are held back. */
  @Nullable PendingKey takeProfile(long now) {
    released.addAll(bulks.release(now));
    PendingKey next = released.isEmpty() ? take(profiles, now) : released.removeFirst();
    while (next != null && isHeld(next, now)) {
      next = take(profiles, now);
    }
    return next;
  }

  private boolean isHeld(PendingKey key, long now) {
    PendingScores pending = store.get(key.text());
    return pending != null && bulks.hold(key, pending.getCausedAt(), now);
  }

  private @Nullable PendingKey take(PriorityQueue<Due> queue, long now) {
    while (!queue.isEmpty() && queue.peek().at() <= now) {
      Due next = queue.remove();
      PendingScores pending = store.get(next.key().text());
      if (pending != null && pending.getDueAt() == next.at()) {
        return next.key();
      }
    }
    return null;
  }

  /** Lines a profile up whose matches are to be visited. */
  void walk(PendingKey key) {
    walks.addLast(key);
  }

  /** The profile whose turn it is; null: none. */
  @Nullable PendingKey takeWalk() {
    return walks.pollFirst();
  }

  @Nullable PendingScores get(PendingKey key) {
    return store.get(key.text());
  }

  /** Remembers how far a profile's matches have been visited, and lines it up again. */
  void advance(PendingKey key, PendingScores pending, String position) {
    store.put(key.text(), PendingScores.newBuilder(pending).setPosition(position).build());
    walks.addLast(key);
  }

  /** Ends a piece, or begins it anew where a change came meanwhile. */
  void finish(PendingKey key, @Nullable PendingScores pending) {
    LaterChange next = pending == null ? null : pending.getNext();
    if (pending == null || next == null) {
      store.delete(key.text());
      open.remove(key.text());
      return;
    }
    PendingScores again =
        PendingScores.newBuilder(pending)
            .setCausedAt(next.getCausedAt())
            .setOffset(next.getOffset())
            .setPosition(null)
            .setNext(null)
            .build();
    store.put(key.text(), again);
    index(key, again);
  }
}
