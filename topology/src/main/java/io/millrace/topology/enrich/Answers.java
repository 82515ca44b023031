package io.millrace.topology.enrich;

import io.millrace.schemas.TaskResult;
import io.millrace.schemas.store.FailedTask;
import io.millrace.schemas.store.RowMemory;
import io.millrace.topology.task.TaskDefinition;
import java.util.Optional;

/**
 * What the tasks of a row have answered to its present inputs.
 *
 * @param texts the row
 * @param memory the results as they are after this change
 */
record Answers(RowTexts texts, RowMemory memory) {
  /** The task's result, if it was computed from the present inputs by the present version. */
  Optional<TaskResult> current(TaskDefinition task) {
    return Items.result(memory, task.column())
        .filter(result -> result.getTaskVersion().equals(task.version()))
        .filter(result -> result.getInputHash().equals(texts.inputHash(task)));
  }

  /** Whether the model refused the present inputs for good. */
  boolean hasFailed(TaskDefinition task) {
    return !memory.getFailed().isEmpty()
        && memory
            .getFailed()
            .contains(new FailedTask(task.column(), texts.inputHash(task), task.version()));
  }
}
