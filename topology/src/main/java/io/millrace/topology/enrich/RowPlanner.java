package io.millrace.topology.enrich;

import io.millrace.schemas.Row;
import io.millrace.schemas.TaskResult;
import io.millrace.schemas.store.FailedTask;
import io.millrace.schemas.store.RowMemory;
import io.millrace.schemas.store.RowWork;
import io.millrace.schemas.store.WorkItem;
import io.millrace.schemas.store.WorkState;
import io.millrace.topology.PipelineMetrics.Skip;
import io.millrace.topology.task.TaskDefinition;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Compares a row with what was computed for it, and says what is still to be done (invariant 2).
 * Pure and threadsafe.
 */
final class RowPlanner {
  private final List<TaskDefinition> tasks;

  RowPlanner(List<TaskDefinition> tasks) {
    this.tasks = List.copyOf(tasks);
  }

  /**
   * What a row needs.
   *
   * @param items work that is open, or answered but not emitted, sorted by column
   * @param skips why other tasks need nothing, and how many
   * @param outdated columns of tasks that failed for good on another input than the present one
   * @param isReturned whether an input is again what a stored result was computed from, after
   *     another one that came to nothing: the sink has refused that result if the row held the
   *     other input just then, so it is to be written again (invariant 3)
   */
  record Needs(
      List<WorkItem> items, Map<Skip, Integer> skips, List<String> outdated, boolean isReturned) {}

  Needs plan(Row row, Wish wish, @Nullable RowMemory memory, @Nullable RowWork work, long now) {
    RowTexts texts = new RowTexts(row);
    List<WorkItem> items = new ArrayList<>();
    Map<Skip, Integer> skips = new EnumMap<>(Skip.class);
    boolean isReturned = false;
    for (TaskDefinition task : tasks) {
      Optional<WorkItem> open = open(work, task);
      Optional<WorkItem> needed = plan(task, texts, wish, memory, open, skips, now);
      needed.ifPresent(items::add);
      if (open.isPresent() && !needed.equals(open) && isOpen(open.get())) {
        skips.merge(Skip.SUPERSEDED, 1, Integer::sum);
      }
      isReturned |= needed.isEmpty() && isReturned(task, texts, memory, open);
    }
    items.sort((left, right) -> left.getColumn().compareTo(right.getColumn()));
    return new Needs(items, skips, outdated(texts, memory), isReturned);
  }

  private List<String> outdated(RowTexts texts, @Nullable RowMemory memory) {
    return memory == null
        ? List.of()
        : memory.getFailed().stream()
            .filter(failed -> isOutdated(failed, texts))
            .map(FailedTask::getColumn)
            .toList();
  }

  private boolean isOutdated(FailedTask failed, RowTexts texts) {
    return tasks.stream()
        .filter(task -> task.column().equals(failed.getColumn()))
        .noneMatch(
            task ->
                !texts.isResolved(task)
                    || (failed.getTaskVersion().equals(task.version())
                        && failed.getInputHash().equals(texts.inputHash(task))));
  }

  private static boolean isReturned(
      TaskDefinition task, RowTexts texts, @Nullable RowMemory memory, Optional<WorkItem> open) {
    return texts.isResolved(task)
        && isRemembered(memory, task, texts.inputHash(task))
        && (open.isPresent() || hasFailedSince(memory, task));
  }

  private static boolean hasFailedSince(@Nullable RowMemory memory, TaskDefinition task) {
    return memory != null
        && memory.getFailed().stream().anyMatch(failed -> failed.getColumn().equals(task.column()));
  }

  private static Optional<WorkItem> plan(
      TaskDefinition task,
      RowTexts texts,
      Wish wish,
      @Nullable RowMemory memory,
      Optional<WorkItem> open,
      Map<Skip, Integer> skips,
      long now) {
    if (!texts.isResolved(task)) {
      return skip(skips, Skip.UNRESOLVED);
    }
    String hash = texts.inputHash(task);
    if (isRemembered(memory, task, hash, wish)) {
      return skip(skips, Skip.INPUT_UNCHANGED);
    }
    // Before what failed: it may be under way again because somebody asked.
    boolean isRetry = wish.isRetry(task);
    if (open.isPresent() && isStillWanted(open.get(), hash, isRetry)) {
      return open;
    }
    if (wish.leavesAlone(task) && isOfInput(memory, task, hash)) {
      return skip(skips, Skip.INPUT_UNCHANGED);
    }
    if (!isRetry && failedBefore(memory, task, hash)) {
      return skip(skips, Skip.FAILED_BEFORE);
    }
    if (texts.isBlank(task)) {
      skips.merge(Skip.BLANK, 1, Integer::sum);
      return Optional.of(blank(task, hash, now));
    }
    return Optional.of(new WorkItem(task.column(), hash, WorkState.OPEN, 0, 0L, 0L, false, null));
  }

  /**
   * Blank inputs ask no model (invariant 6). They clear a vector, never to zeros; of labels and
   * facts nothing was found, which is not the same as not yet computed.
   */
  private static WorkItem blank(TaskDefinition task, String hash, long now) {
    TaskResult none = Items.result(task, hash, now).setJson(task.nothing()).build();
    return new WorkItem(task.column(), hash, WorkState.DONE, 0, 0L, 0L, false, none);
  }

  private static Optional<WorkItem> skip(Map<Skip, Integer> skips, Skip reason) {
    skips.merge(reason, 1, Integer::sum);
    return Optional.empty();
  }

  private static Optional<WorkItem> open(@Nullable RowWork work, TaskDefinition task) {
    return work == null ? Optional.empty() : Items.find(work, task.column());
  }

  private static boolean isStillWanted(WorkItem item, String hash, boolean isRetry) {
    boolean isToBeRetried = isRetry && item.getState() == WorkState.FAILED;
    return item.getInputHash().equals(hash) && !isToBeRetried;
  }

  private static boolean isOpen(WorkItem item) {
    return item.getState() == WorkState.OPEN;
  }

  private static boolean isRemembered(
      @Nullable RowMemory memory, TaskDefinition task, String hash, Wish wish) {
    return isRemembered(memory, task, hash)
        && memory != null
        && Items.result(memory, task.column())
            .filter(result -> wish.isTooOld(task, result))
            .isEmpty();
  }

  /**
   * The input may be another one even if the order is not for this task: it may be the last news.
   */
  private static boolean isOfInput(@Nullable RowMemory memory, TaskDefinition task, String hash) {
    return memory != null
        && Items.result(memory, task.column())
            .filter(result -> result.getInputHash().equals(hash))
            .isPresent();
  }

  private static boolean isRemembered(
      @Nullable RowMemory memory, TaskDefinition task, String hash) {
    return memory != null
        && Items.result(memory, task.column())
            .filter(result -> result.getInputHash().equals(hash))
            .filter(result -> result.getTaskVersion().equals(task.version()))
            .isPresent();
  }

  private static boolean failedBefore(
      @Nullable RowMemory memory, TaskDefinition task, String hash) {
    return memory != null
        && memory.getFailed().contains(new FailedTask(task.column(), hash, task.version()));
  }
}
