package io.millrace.topology.enrich;

import io.millrace.schemas.EnrichedRow;
import io.millrace.schemas.TaskResult;
import io.millrace.schemas.store.RowMemory;
import io.millrace.schemas.store.RowWork;
import io.millrace.schemas.store.WorkItem;
import io.millrace.topology.PipelineMetrics;
import io.millrace.topology.PipelineMetrics.Skip;
import io.millrace.topology.task.TaskDefinition;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Takes vectors that rows held before Millrace as if they had been computed here: they mostly come
 * before their rows, are remembered, and the row that comes finds them (invariant 2). A row that
 * was edited meanwhile does not, since its input has another hash (invariant 4). Single-threaded.
 */
final class AdoptedResults {
  private static final long NEVER_EMITTED = 0;

  private final String table;
  private final int generation;
  private final Map<String, String> versions;
  private final PipelineMetrics metrics;

  AdoptedResults(EnrichedTable table, int generation, PipelineMetrics metrics) {
    this.table = table.name();
    this.generation = generation;
    this.versions =
        table.vectorTasks().stream()
            .collect(Collectors.toMap(TaskDefinition::column, TaskDefinition::version));
    this.metrics = metrics;
  }

  /** Whether all that is remembered was adopted, and the row has not come yet. */
  static boolean isAdopted(@Nullable RowMemory memory) {
    return memory != null && memory.getEnriched().getRevision() == NEVER_EMITTED;
  }

  /** What a row held; of no use where it was computed meanwhile, or by another version. */
  void take(EnrichedRow held, WorkTable work, OpenRows rows, RowOutput output, long now) {
    List<TaskResult> usable =
        held.getResults().stream()
            .filter(result -> result.getTaskVersion().equals(versions.get(result.getColumn())))
            .toList();
    RowWork waiting = work.get(held.getKey());
    RowMemory memory = output.memory(held.getKey());
    if (waiting != null) {
      answer(waiting, usable, rows, now);
    } else if (!usable.isEmpty() && (memory == null || isAdopted(memory))) {
      output.remember(held.getKey(), remembered(held.getKey(), usable));
      count(memory == null ? usable.size() : 0);
    }
  }

  /** The row was quicker. */
  private void answer(RowWork waiting, List<TaskResult> usable, OpenRows rows, long now) {
    List<WorkItem> items = Items.answered(waiting.getItems(), usable);
    int answered = Items.changes(waiting.getItems(), items);
    if (answered > 0) {
      rows.put(waiting.getRow().getKey(), waiting, items, now);
      count(answered);
    }
  }

  private RowMemory remembered(String key, List<TaskResult> results) {
    EnrichedRow row =
        new EnrichedRow(table, key, generation, 0, NEVER_EMITTED, results, List.of(), false, 0L);
    return new RowMemory(row, List.of(), null);
  }

  private void count(int adopted) {
    if (adopted > 0) {
      metrics.skipped(Skip.ADOPTED, adopted);
    }
  }
}
