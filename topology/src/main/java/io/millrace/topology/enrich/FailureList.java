package io.millrace.topology.enrich;

import static java.util.stream.Collectors.toMap;

import io.millrace.inference.ModelOutcome.Rejected;
import io.millrace.schemas.Failure;
import io.millrace.schemas.FailureKey;
import io.millrace.schemas.FailureStage;
import io.millrace.schemas.store.FailedTask;
import io.millrace.schemas.store.RowMemory;
import io.millrace.schemas.store.RowWork;
import io.millrace.schemas.store.WorkItem;
import io.millrace.schemas.store.WorkState;
import io.millrace.topology.PipelineMetrics;
import io.millrace.topology.task.TaskDefinition;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Lists the tasks of a table's rows that a model refused for good, and takes them off the list when
 * they succeed, when their input is another one, or when the row is gone. Single-threaded.
 */
final class FailureList {
  private final String table;
  private final int generation;
  private final Map<String, String> versions;
  private final PipelineMetrics metrics;
  private final BiConsumer<String, @Nullable Failure> output;

  /**
   * @param output takes the key of an entry and the entry; null: take it off
   */
  FailureList(
      EnrichedTable table,
      int generation,
      PipelineMetrics metrics,
      BiConsumer<String, @Nullable Failure> output) {
    this.table = table.name();
    this.generation = generation;
    this.versions =
        table.tasks().stream().collect(toMap(TaskDefinition::column, TaskDefinition::version));
    this.metrics = metrics;
    this.output = output;
  }

  /** Lists work by its identity, without its text (invariant 9). */
  void add(String key, WorkItem item, Rejected<?> rejected, long now) {
    metrics.failed(rejected.reason());
    Failure failure =
        Failure.newBuilder()
            .setTable(table)
            .setKey(key)
            .setColumn(item.getColumn())
            .setGeneration(generation)
            .setInputHash(item.getInputHash())
            .setTaskVersion(versions.getOrDefault(item.getColumn(), ""))
            .setStage(FailureStage.MODEL)
            .setReason(rejected.reason())
            .setDetail(rejected.detail())
            .setAttempts(item.getAttempts())
            .setFirstAt(item.getFirstAttemptAt())
            .setLastAt(now)
            .build();
    output.accept(FailureKey.of(table, key, item.getColumn(), generation), failure);
  }

  /** Takes tasks of a row off the list. */
  void remove(String key, Collection<String> columns) {
    columns.forEach(column -> output.accept(FailureKey.of(table, key, column, generation), null));
  }

  /** Columns of a row's tasks that are on the list. */
  static Set<String> columns(@Nullable RowMemory memory, @Nullable RowWork work) {
    Set<String> columns = new TreeSet<>();
    if (memory != null) {
      memory.getFailed().stream().map(FailedTask::getColumn).forEach(columns::add);
    }
    if (work != null) {
      columns.addAll(failed(work.getItems()));
    }
    return columns;
  }

  /** Columns of items that are on the list, though nothing remembers them yet. */
  static List<String> failed(List<WorkItem> items) {
    return items.stream()
        .filter(item -> item.getState() == WorkState.FAILED)
        .map(WorkItem::getColumn)
        .toList();
  }
}
