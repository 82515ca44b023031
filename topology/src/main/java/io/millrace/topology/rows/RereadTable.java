package io.millrace.topology.rows;

import io.millrace.schemas.store.OpenReread;
import io.millrace.topology.OpenWork;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a partition that are to be read again. The store makes them durable; their order
 * lives on the heap and is rebuilt from it. Single-threaded.
 */
final class RereadTable {
  private static final Comparator<Ticket> FIRST_DUE =
      Comparator.comparingLong(Ticket::notBefore).thenComparingLong(Ticket::sequence);

  private final KeyValueStore<String, OpenReread> store;
  private final Map<String, PriorityQueue<Ticket>> queues = new HashMap<>();
  private final OpenWork open = new OpenWork();
  private long sequence;

  private record Ticket(String stateKey, long notBefore, long sequence) {}

  /** Takes over what the store holds. */
  RereadTable(KeyValueStore<String, OpenReread> store) {
    this.store = store;
    try (KeyValueIterator<String, OpenReread> rows = store.all()) {
      while (rows.hasNext()) {
        KeyValue<String, OpenReread> row = rows.next();
        note(row.key, row.value);
        enqueue(row.key, row.value);
      }
    }
  }

  @Nullable OpenReread get(String stateKey) {
    return open.causedAt(stateKey) == null ? null : store.get(stateKey);
  }

  /** Keeps a row; it is due at its time if that is news. */
  void put(String stateKey, OpenReread reread) {
    OpenReread before = get(stateKey);
    store.put(stateKey, reread);
    note(stateKey, reread);
    if (before == null || before.getNextAttemptAt() != reread.getNextAttemptAt()) {
      enqueue(stateKey, reread);
    }
  }

  /** Forgets a row. */
  void remove(String stateKey) {
    store.delete(stateKey);
    open.remove(stateKey);
  }

  OpenWork open() {
    return open;
  }

  /** Takes rows of one table that are due, those first that are due longest. */
  List<String> takeDue(int limit, long now) {
    PriorityQueue<Ticket> queue = mostUrgent();
    List<String> due = new ArrayList<>();
    while (due.size() < limit && !queue.isEmpty() && queue.element().notBefore() <= now) {
      Ticket ticket = queue.remove();
      if (isCurrent(ticket)) {
        due.add(ticket.stateKey());
      }
    }
    return due;
  }

  private PriorityQueue<Ticket> mostUrgent() {
    queues.values().forEach(this::dropOutdated);
    return queues.values().stream()
        .filter(queue -> !queue.isEmpty())
        .min(Comparator.comparing(PriorityQueue::element, FIRST_DUE))
        .orElseGet(PriorityQueue::new);
  }

  private void dropOutdated(PriorityQueue<Ticket> queue) {
    while (!queue.isEmpty() && !isCurrent(queue.element())) {
      queue.remove();
    }
  }

  /** A row may have been read, or put off, since it was given its place. */
  private boolean isCurrent(Ticket ticket) {
    OpenReread reread = get(ticket.stateKey());
    return reread != null && reread.getNextAttemptAt() == ticket.notBefore();
  }

  private void note(String stateKey, OpenReread reread) {
    open.put(
        stateKey,
        reread.getTopic(),
        reread.getOffset(),
        reread.getAskedAt(),
        reread.getMisses() > 0);
  }

  private void enqueue(String stateKey, OpenReread reread) {
    queues
        .computeIfAbsent(StateKey.table(stateKey), table -> new PriorityQueue<>(FIRST_DUE))
        .add(new Ticket(stateKey, reread.getNextAttemptAt(), sequence++));
  }
}
