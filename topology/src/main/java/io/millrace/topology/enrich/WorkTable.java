package io.millrace.topology.enrich;

import static java.util.Objects.requireNonNull;

import io.millrace.schemas.store.RowWork;
import io.millrace.schemas.store.WorkItem;
import io.millrace.schemas.store.WorkState;
import io.millrace.topology.OpenWork;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
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
  private final Map<String, Lane> lanes = new LinkedHashMap<>();
  private final OpenWork open = new OpenWork();
  private final Set<Claim> claims = new HashSet<>();
  private final List<String> outdated = new ArrayList<>();
  private final PriorityQueue<Deadline> deadlines =
      new PriorityQueue<>(Comparator.comparingLong(Deadline::emitBy));

  /**
   * What waits and what is in flight of one task. Each task has its own, so that a model that hangs
   * keeps no other task's work from being handed out.
   */
  private static final class Lane {
    final ReadyQueue ready = new ReadyQueue();
    int inFlight;
  }

  /** A task of a row whose input is queued or in flight. */
  private record Claim(String key, String column, String inputHash) {}

  private record Deadline(String key, long emitBy) {}

  /**
   * A piece of work that was handed out.
   *
   * @param work the row's work at this moment
   */
  record Assignment(String key, RowWork work, WorkItem item) {}

  /**
   * Takes over what the store holds.
   *
   * @param topic the rows topic, for the status
   * @param columns of the tasks, in the order in which a row's work is handed out
   */
  WorkTable(KeyValueStore<String, RowWork> store, String topic, List<String> columns) {
    this.store = store;
    this.topic = topic;
    columns.forEach(column -> lanes.put(column, new Lane()));
    try (KeyValueIterator<String, RowWork> rows = store.all()) {
      while (rows.hasNext()) {
        KeyValue<String, RowWork> row = rows.next();
        if (hasOnlyKnownTasks(row.value)) {
          index(row.key, row.value);
        } else {
          outdated.add(row.key);
        }
      }
    }
  }

  /** Rows with work of tasks that have left the plan since it was stored; told once. */
  List<String> takeOutdated() {
    List<String> taken = List.copyOf(outdated);
    outdated.clear();
    return taken;
  }

  private boolean hasOnlyKnownTasks(RowWork work) {
    return work.getItems().stream().allMatch(item -> lanes.containsKey(item.getColumn()));
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
  }

  OpenWork open() {
    return open;
  }

  /** Hands out due work until so many pieces of each task are in flight. */
  List<Assignment> handOut(int inFlightLimit, long now) {
    List<Assignment> assignments = new ArrayList<>();
    lanes.values().forEach(lane -> handOut(lane, inFlightLimit, now, assignments));
    return assignments;
  }

  private void handOut(Lane lane, int limit, long now, List<Assignment> assignments) {
    for (ReadyQueue.Ticket ticket : lane.ready.take(limit - lane.inFlight, now)) {
      RowWork work = store.get(ticket.key());
      WorkItem item = work == null ? null : openItem(work, ticket.column(), ticket.inputHash());
      if (work == null || item == null) {
        claims.remove(new Claim(ticket.key(), ticket.column(), ticket.inputHash()));
      } else {
        lane.inFlight++;
        assignments.add(new Assignment(ticket.key(), work, item));
      }
    }
  }

  /** Notes that an answer came back. */
  void answered(Completion completion) {
    lane(completion.column()).inFlight--;
    claims.remove(new Claim(completion.key(), completion.column(), completion.inputHash()));
  }

  /** Rows whose answered tasks are to be emitted now, whatever else is open. */
  List<String> due(long now) {
    List<String> keys = new ArrayList<>();
    while (!deadlines.isEmpty() && deadlines.peek().emitBy() <= now) {
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
    for (WorkItem item : work.getItems()) {
      boolean isOpen = item.getState() == WorkState.OPEN;
      if (isOpen && claims.add(new Claim(key, item.getColumn(), item.getInputHash()))) {
        boolean isFresh = !work.getBacklog() && item.getAttempts() == 0;
        lane(item.getColumn())
            .ready
            .add(key, item.getColumn(), item.getInputHash(), isFresh, item.getNextAttemptAt());
      }
    }
  }

  private Lane lane(String column) {
    return requireNonNull(lanes.get(column), "a column of the plan");
  }

  private static @Nullable WorkItem openItem(RowWork work, String column, String inputHash) {
    return Items.find(work, column)
        .filter(item -> item.getState() == WorkState.OPEN)
        .filter(item -> item.getInputHash().equals(inputHash))
        .orElse(null);
  }
}
