package io.millrace.topology.enrich;

import io.millrace.schemas.EnrichedRow;
import io.millrace.schemas.ReplayOrder;
import io.millrace.schemas.Row;
import io.millrace.schemas.store.RowMemory;
import io.millrace.schemas.store.RowWork;
import io.millrace.schemas.store.WorkItem;
import io.millrace.topology.PipelineMetrics;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes in rows: what they need becomes work, what they have is left alone. Single-threaded. */
final class RowIntake {
  private final RowPlanner planner;
  private final TakingOver takingOver;
  private final WorkMerge merge;
  private final PipelineMetrics metrics;
  private final WorkTable work;
  private final RowOutput output;
  private final OpenRows rows;

  RowIntake(
      RowPlanner planner,
      TakingOver takingOver,
      WorkMerge merge,
      PipelineMetrics metrics,
      WorkTable work,
      RowOutput output,
      OpenRows rows) {
    this.planner = planner;
    this.takingOver = takingOver;
    this.merge = merge;
    this.metrics = metrics;
    this.work = work;
    this.output = output;
    this.rows = rows;
  }

  /** A row is gone. */
  void delete(String key) {
    takingOver.forget(key);
    output.delete(key, work.get(key));
    work.remove(key);
  }

  /**
   * A row as it is now.
   *
   * @param order what is asked for beyond its change; null: nothing
   * @param offset of its record
   */
  void accept(Row row, @Nullable ReplayOrder order, long offset, long now) {
    String key = row.getKey();
    RowMemory memory = output.memory(key);
    RowWork before = work.get(key);
    RowPlanner.Needs needs = planner.plan(row, Wish.of(row, order), memory, before, now);
    needs.skips().forEach(metrics::skipped);
    if (memory != null && !needs.outdated().isEmpty()) {
      memory = output.withoutFailures(key, memory, needs.outdated());
    }
    dropSuperseded(key, before, needs.items());
    // What was adopted was never emitted: nothing but an emission has it noted (invariant 3).
    boolean isToBeWritten = needs.isReturned() || AdoptedResults.isAdopted(memory);
    WorkMerge.News news =
        new WorkMerge.News(row, offset, isToBeWritten, order != null, needs.items());
    WorkMerge.Known known =
        new WorkMerge.Known(before, memory, item -> work.isYetToCome(key, item));
    RowWork after = merge.merge(news, known, items -> takingOver.of(key, items, now), now);
    if (Items.isReady(after.getItems())) {
      rows.emit(key, after, memory);
    } else {
      work.put(key, after);
      output.features(row, memory);
    }
  }

  /** A failure that is listed already, but of an input that is there no more. */
  private void dropSuperseded(String key, @Nullable RowWork before, List<WorkItem> items) {
    if (before != null) {
      List<WorkItem> superseded = new ArrayList<>(before.getItems());
      superseded.removeAll(items);
      output.failures().remove(key, FailureList.failed(superseded));
    }
  }

  /** The owner generation tells of a row. */
  void takeOver(String key, EnrichedRow row, long now) {
    RowWork before = work.get(key);
    List<WorkItem> waiting = before == null ? List.of() : before.getItems();
    List<WorkItem> items = takingOver.answered(waiting, row);
    if (before != null && !items.equals(waiting)) {
      rows.put(key, before, items, now);
    } else if (output.memory(key) == null) {
      takingOver.keep(key, row);
    }
  }
}
