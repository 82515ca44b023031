package io.millrace.topology.enrich;

import static java.util.Objects.requireNonNull;

import io.millrace.schemas.store.RowMemory;
import io.millrace.schemas.store.RowWork;
import io.millrace.schemas.store.WorkItem;
import io.millrace.schemas.store.WorkState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows with unfinished work, on their way from the work table to what leaves the partition.
 * Single-threaded.
 */
final class OpenRows {
  /**
   * Rows of a backlog that came together fall due together, and a tick is one transaction: tens of
   * thousands of rows would outlast its time-out. Ten milliseconds later there is another tick.
   */
  static final int ROWS_PER_TICK = 64;

  private final WorkTable work;
  private final RowOutput output;
  private final WorkMerge merge;

  OpenRows(WorkTable work, RowOutput output, WorkMerge merge) {
    this.work = work;
    this.output = output;
    this.merge = merge;
  }

  /** A row's work goes on with other items; it is emitted if there is nothing to wait for. */
  void put(String key, RowWork before, List<WorkItem> items, long now) {
    RowWork after = Items.with(before, items, merge.deadline(items, before.getEmitBy(), now));
    if (Items.isReady(items)) {
      emit(key, after, output.memory(key));
    } else {
      work.put(key, after);
    }
  }

  /** Emits what is answered; what is still open stays. */
  void emit(String key, RowWork row, @Nullable RowMemory memory) {
    output.emit(row, memory);
    List<WorkItem> open =
        row.getItems().stream().filter(item -> item.getState() == WorkState.OPEN).toList();
    if (open.isEmpty()) {
      work.remove(key);
    } else {
      work.put(
          key, RowWork.newBuilder(row).setItems(open).setEmitBy(0).setReasserted(false).build());
    }
  }

  /** Emits rows whose time has come, a bounded number. */
  void emitDue(long now) {
    for (String key : work.due(ROWS_PER_TICK, now)) {
      emit(key, requireNonNull(work.get(key)), output.memory(key));
    }
  }

  /** What a task that has left the plan had still to do is not done, for a bounded number. */
  void dropOtherTasks(List<String> columns, long now) {
    for (String key : work.takeOutdated(ROWS_PER_TICK)) {
      RowWork before = work.get(key);
      if (before != null) { // else the row was deleted meanwhile
        List<WorkItem> items =
            before.getItems().stream().filter(item -> columns.contains(item.getColumn())).toList();
        put(key, before, items, now);
      }
    }
  }
}
