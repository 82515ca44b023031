package io.millrace.topology.enrich;

import io.millrace.schemas.TaskResult;
import io.millrace.schemas.store.RowMemory;
import io.millrace.schemas.store.RowWork;
import io.millrace.schemas.store.WorkItem;
import io.millrace.schemas.store.WorkState;
import io.millrace.topology.task.TaskDefinition;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Look-ups in the records of the stores. */
final class Items {
  private Items() {}

  static Optional<WorkItem> find(RowWork work, String column) {
    return work.getItems().stream().filter(item -> item.getColumn().equals(column)).findFirst();
  }

  static Optional<TaskResult> result(RowMemory memory, String column) {
    return memory.getEnriched().getResults().stream()
        .filter(result -> result.getColumn().equals(column))
        .findFirst();
  }

  /** A task's result without a value. */
  static TaskResult.Builder result(TaskDefinition task, String inputHash, long now) {
    return TaskResult.newBuilder()
        .setColumn(task.column())
        .setInputHash(inputHash)
        .setTaskVersion(task.version())
        .setModel(task.model())
        .setRevision(0L)
        .setVector(null)
        .setJson(null)
        .setTruncated(false)
        .setComputedAt(now);
  }

  /** The items, those answered that are open and whose very input one of the results is of. */
  static List<WorkItem> answered(List<WorkItem> items, List<TaskResult> results) {
    return items.stream()
        .map(
            item ->
                results.stream()
                    .filter(result -> isAnswer(item, result))
                    .map(result -> done(item, result))
                    .findFirst()
                    .orElse(item))
        .toList();
  }

  private static boolean isAnswer(WorkItem item, TaskResult result) {
    return isOpen(item, result.getColumn(), result.getInputHash());
  }

  /** Whether the item waits for the answer to this very input of this task. */
  static boolean isOpen(WorkItem item, String column, String inputHash) {
    return item.getState() == WorkState.OPEN
        && item.getColumn().equals(column)
        && item.getInputHash().equals(inputHash);
  }

  /** The item of a row that waits for the answer to this very input. */
  static Optional<WorkItem> open(RowWork work, String column, String inputHash) {
    return find(work, column).filter(item -> isOpen(item, column, inputHash));
  }

  private static WorkItem done(WorkItem item, TaskResult result) {
    return WorkItem.newBuilder(item)
        .setState(WorkState.DONE)
        .setNextAttemptAt(0)
        .setResult(result)
        .build();
  }

  /** How many of the items are others than they were, in the same places. */
  static int changes(List<WorkItem> before, List<WorkItem> after) {
    int changes = 0;
    for (int index = 0; index < after.size(); index++) {
      changes += after.get(index).equals(before.get(index)) ? 0 : 1;
    }
    return changes;
  }

  /**
   * Whether there is nothing to wait for: all is answered, or what is fresh is. An edit of a row of
   * the backlog does not wait for the texts that it left alone.
   */
  static boolean isReady(List<WorkItem> items) {
    boolean isAnyFreshAnswered =
        items.stream().anyMatch(item -> item.getState() != WorkState.OPEN && !item.getBacklog());
    return items.stream()
        .filter(item -> item.getState() == WorkState.OPEN)
        .allMatch(item -> isAnyFreshAnswered && item.getBacklog());
  }

  /** Whether all of it yields to fresh edits. */
  static boolean isBacklog(List<WorkItem> items) {
    return items.stream().allMatch(WorkItem::getBacklog);
  }

  /** Whether any is answered, of other columns than these. */
  static boolean isAnyAnswered(List<WorkItem> items, Set<String> others) {
    return items.stream()
        .anyMatch(item -> item.getState() != WorkState.OPEN && !others.contains(item.getColumn()));
  }

  /** Whether any met a model that failed, or one that is not asked because it fails. */
  static boolean isAnyRetrying(List<WorkItem> items) {
    return items.stream()
        .filter(item -> item.getState() == WorkState.OPEN)
        .anyMatch(item -> item.getAttempts() > 0 || item.getNextAttemptAt() > 0);
  }

  /** Whether whatever is open is put off to a later time. */
  static boolean isAllLater(List<WorkItem> items, long now) {
    return items.stream()
        .filter(item -> item.getState() == WorkState.OPEN)
        .allMatch(item -> item.getNextAttemptAt() > now);
  }

  static RowWork with(RowWork work, List<WorkItem> items, long emitBy) {
    return RowWork.newBuilder(work).setItems(items).setEmitBy(emitBy).build();
  }
}
