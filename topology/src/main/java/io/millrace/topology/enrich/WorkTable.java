package io.millrace.topology.enrich;

import static java.util.Objects.requireNonNull;

import io.millrace.schemas.SourcePosition;
import io.millrace.schemas.store.RowWork;
import io.millrace.schemas.store.WorkItem;
import io.millrace.schemas.store.WorkState;
import io.millrace.topology.OpenWork;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The unfinished work of one partition.
 *
 * <p>The store makes it durable: an input offset is committed together with the work that it asked
 * for, so a crash loses nothing (invariant 3). Order, deadlines and what is in flight live on the
 * heap and are rebuilt from the store. Latest wins per row and task; an edit supersedes, a delete
 * cancels. Single-threaded.
 */
final class WorkTable {
  private final KeyValueStore<String, RowWork> store;
  private final String topic;
  private final TaskLanes lanes;
  private final OpenWork open = new OpenWork();
  private final Turns turns = new Turns();
  private final List<String> outdated = new ArrayList<>();
  private final PriorityQueue<Deadline> deadlines =
      new PriorityQueue<>(Comparator.comparingLong(Deadline::emitBy));

  private record Deadline(String key, long emitBy) {}

  private record Edited(String key, SourcePosition position) {}

  /**
   * A piece of work that was handed out.
   *
   * @param work the row's work at this moment
   * @param turn when it was its turn
   */
  record Assignment(String key, RowWork work, WorkItem item, long turn) {}

  /**
   * Takes over what the store holds.
   *
   * @param topic the rows topic, for the status
   * @param columns of the tasks, in the order in which a row's work is handed out
   */
  WorkTable(KeyValueStore<String, RowWork> store, String topic, List<String> columns) {
    this.store = store;
    this.topic = topic;
    this.lanes = new TaskLanes(columns);
    List<Edited> edited = new ArrayList<>();
    try (KeyValueIterator<String, RowWork> rows = store.all()) {
      while (rows.hasNext()) {
        KeyValue<String, RowWork> row = rows.next();
        if (!hasOnlyKnownTasks(row.value)) {
          outdated.add(row.key);
        } else if (Items.isBacklog(row.value.getItems())) {
          index(row.key, row.value);
        } else {
          edited.add(new Edited(row.key, row.value.getRow().getPosition()));
        }
      }
    }
    // The store's order is that of keys; edits are served in theirs, which is that of positions.
    edited.sort(Comparator.comparing(Edited::position));
    edited.forEach(row -> index(row.key(), requireNonNull(store.get(row.key()))));
  }

  /** Rows with work of tasks that have left the plan since it was stored; each told once. */
  List<String> takeOutdated(int limit) {
    List<String> some = outdated.subList(0, Math.min(limit, outdated.size()));
    List<String> taken = List.copyOf(some);
    some.clear();
    return taken;
  }

  private boolean hasOnlyKnownTasks(RowWork work) {
    return work.getItems().stream().allMatch(item -> lanes.knows(item.getColumn()));
  }

  @Nullable RowWork get(String key) {
    return store.get(key);
  }

  void put(String key, RowWork work) {
    store.put(key, work);
    index(key, work);
  }

  /** Forgets a row's work; answers that are still on their way will find nothing. */
  void remove(String key) {
    store.delete(key);
    open.remove(key);
    turns.forget(key);
  }

  OpenWork open() {
    return open;
  }

  /** Hands out due work until so many pieces of each task are in flight. */
  List<Assignment> handOut(int inFlightLimit, long now) {
    List<Assignment> assignments = new ArrayList<>();
    for (ReadyQueue.Ticket ticket : lanes.take(inFlightLimit, now)) {
      RowWork work = store.get(ticket.key());
      WorkItem item =
          work == null ? null : Items.open(work, ticket.column(), ticket.inputHash()).orElse(null);
      if (work == null || item == null) {
        lanes.done(ticket.key(), ticket.column(), ticket.inputHash());
      } else {
        assignments.add(new Assignment(ticket.key(), work, item, ticket.turn().since()));
      }
    }
    return assignments;
  }

  /** Whether a row's text is backlog and was not handed out yet. */
  boolean isYetToCome(String key, WorkItem item) {
    return item.getBacklog()
        && item.getState() == WorkState.OPEN
        && lanes.isQueued(key, item.getColumn(), item.getInputHash());
  }

  /** Notes that an answer came back. */
  void answered(Completion completion) {
    lanes.done(completion.key(), completion.column(), completion.inputHash());
  }

  /** Queues a withdrawn text again if the row was edited back to it meanwhile. */
  void requeue(Completion withdrawn) {
    RowWork work = store.get(withdrawn.key());
    if (work != null && Items.open(work, withdrawn.column(), withdrawn.inputHash()).isPresent()) {
      index(withdrawn.key(), work);
    }
  }

  /** At most so many rows whose answered tasks are to be emitted now, whatever else is open. */
  List<String> due(int limit, long now) {
    List<String> keys = new ArrayList<>();
    while (keys.size() < limit && !deadlines.isEmpty() && deadlines.peek().emitBy() <= now) {
      Deadline deadline = deadlines.remove();
      RowWork work = store.get(deadline.key());
      if (work != null && work.getEmitBy() == deadline.emitBy()) {
        keys.add(deadline.key());
      }
    }
    return keys;
  }

  private void index(String key, RowWork work) {
    open.put(
        key, topic, work.getOffset(), work.getCausedAt(), Items.isAnyRetrying(work.getItems()));
    if (work.getEmitBy() != 0) {
      deadlines.add(new Deadline(key, work.getEmitBy()));
    }
    long turn = turns.of(key, work.getCausedAt(), work.getRow().getCommittedAt());
    for (WorkItem item : work.getItems()) {
      if (item.getState() == WorkState.OPEN) {
        lanes.add(
            key,
            item.getColumn(),
            item.getInputHash(),
            new ReadyQueue.Turn(
                !item.getBacklog() && item.getAttempts() == 0, item.getNextAttemptAt(), turn));
      }
    }
  }
}
