package io.millrace.topology.enrich;

import io.millrace.schemas.EnrichedRow;
import io.millrace.schemas.Row;
import io.millrace.schemas.TaskResult;
import io.millrace.schemas.store.FailedTask;
import io.millrace.schemas.store.RowMemory;
import io.millrace.schemas.store.WorkItem;
import io.millrace.schemas.store.WorkState;
import io.millrace.topology.task.TaskDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes the record that carries a row's whole state, and what is to be remembered. Pure. */
final class RowEmitter {
  private final String table;
  private final int generation;
  private final Map<String, TaskDefinition> tasks;

  RowEmitter(String table, int generation, List<TaskDefinition> tasks) {
    this.table = table;
    this.generation = generation;
    this.tasks =
        tasks.stream().collect(Collectors.toMap(TaskDefinition::column, Function.identity()));
  }

  /**
   * Puts answered work over what was remembered.
   *
   * @param answered items that are DONE or FAILED; a FAILED one leaves the value as it was
   * @return what to remember; its {@code enriched} is what to emit
   */
  RowMemory emit(
      Row row,
      @Nullable RowMemory before,
      List<WorkItem> answered,
      boolean reasserted,
      long causedAt) {
    long revision = revision(row, before);
    EnrichedRow enriched =
        new EnrichedRow(
            table,
            row.getKey(),
            generation,
            row.getPosition().getEpoch(),
            revision,
            results(before, answered, revision),
            changedColumns(answered),
            reasserted,
            causedAt);
    return new RowMemory(
        enriched,
        failed(row, enriched, before, answered),
        before == null ? null : before.getFeatures());
  }

  /** Rises even over a deletion, after which nothing is remembered: the log position does. */
  private static long revision(Row row, @Nullable RowMemory before) {
    long next = before == null ? 1 : before.getEnriched().getRevision() + 1;
    return Math.max(next, row.getPosition().getLsn());
  }

  private List<TaskResult> results(
      @Nullable RowMemory before, List<WorkItem> answered, long revision) {
    Map<String, TaskResult> results = new TreeMap<>();
    if (before != null) {
      before.getEnriched().getResults().stream()
          .filter(result -> tasks.containsKey(result.getColumn()))
          .forEach(result -> results.put(result.getColumn(), result));
    }
    for (WorkItem item : answered) {
      if (item.getResult() != null) {
        results.put(
            item.getColumn(),
            TaskResult.newBuilder(item.getResult()).setRevision(revision).build());
      }
    }
    return List.copyOf(results.values());
  }

  private static List<String> changedColumns(List<WorkItem> answered) {
    return answered.stream()
        .filter(item -> item.getState() == WorkState.DONE)
        .map(WorkItem::getColumn)
        .toList();
  }

  /** A refusal is of no interest any more once the row has the text of its stored result again. */
  private List<FailedTask> failed(
      Row row, EnrichedRow enriched, @Nullable RowMemory before, List<WorkItem> answered) {
    Map<String, FailedTask> failed = new TreeMap<>();
    if (before != null) {
      RowTexts texts = new RowTexts(row);
      before.getFailed().stream()
          .filter(task -> !isStored(enriched, texts, task.getColumn()))
          .forEach(task -> failed.put(task.getColumn(), task));
    }
    for (WorkItem item : answered) {
      failed.remove(item.getColumn());
      TaskDefinition task = tasks.get(item.getColumn());
      if (item.getState() == WorkState.FAILED && task != null) {
        failed.put(
            item.getColumn(),
            new FailedTask(item.getColumn(), item.getInputHash(), task.version()));
      }
    }
    return new ArrayList<>(failed.values());
  }

  private boolean isStored(EnrichedRow enriched, RowTexts texts, String column) {
    TaskDefinition task = tasks.get(column);
    return task != null
        && texts.isResolved(task)
        && enriched.getResults().stream()
            .filter(result -> result.getColumn().equals(column))
            .anyMatch(result -> result.getInputHash().equals(texts.inputHash(task)));
  }
}
