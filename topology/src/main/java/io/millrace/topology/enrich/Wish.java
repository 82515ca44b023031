package io.millrace.topology.enrich;

import io.millrace.schemas.ReplayOrder;
import io.millrace.schemas.Row;
import io.millrace.schemas.RowOperation;
import io.millrace.schemas.TaskResult;
import io.millrace.topology.task.TaskDefinition;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a row that comes in asks for beyond its own change. */
sealed interface Wish {
  /** Whether the task is tried again though it failed for good on the same input. */
  boolean isRetry(TaskDefinition task);

  /** Whether a result is too old, though nothing about it changed. */
  default boolean isTooOld(TaskDefinition task, TaskResult result) {
    return false;
  }

  /** Whether a result of the same input stays, of whatever version it is. */
  default boolean leavesAlone(TaskDefinition task) {
    return false;
  }

  /** Reads it. */
  static Wish of(Row row, @Nullable ReplayOrder order) {
    return order == null
        ? new Plain(row.getOperation() == RowOperation.REPAIR)
        : new Replay(Set.copyOf(order.getColumns()), order.getComputedBefore(), order.getFailed());
  }

  /** An event of the row, or the row as it was read again. */
  record Plain(boolean isRepair) implements Wish {
    @Override
    public boolean isRetry(TaskDefinition task) {
      return isRepair;
    }
  }

  /** The row as it is known, see {@link ReplayOrder}. */
  record Replay(Set<String> columns, long computedBefore, boolean isOfFailed) implements Wish {
    @Override
    public boolean isRetry(TaskDefinition task) {
      return isOfFailed && columns.contains(task.column());
    }

    @Override
    public boolean isTooOld(TaskDefinition task, TaskResult result) {
      return columns.contains(task.column()) && result.getComputedAt() < computedBefore;
    }

    @Override
    public boolean leavesAlone(TaskDefinition task) {
      return !columns.contains(task.column());
    }
  }
}
