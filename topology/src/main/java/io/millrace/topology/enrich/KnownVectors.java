package io.millrace.topology.enrich;

import io.millrace.inference.Embedding;
import io.millrace.inference.ModelOutcome.Answered;
import io.millrace.inference.Priority;
import io.millrace.inference.Provenance;
import io.millrace.schemas.PackedVector;
import io.millrace.schemas.Row;
import io.millrace.schemas.TaskResult;
import io.millrace.schemas.store.RowMemory;
import io.millrace.topology.task.TaskDefinition;
import io.millrace.topology.task.TaskRunner;
import io.millrace.topology.task.TaskValue;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The vectors that a row has already, for tasks that read the same columns.
 *
 * <p>A classification reads a column's vector, and the caches of a process that has just started
 * are empty: without this, one changed column would have all the others embedded again.
 */
final class KnownVectors {
  private KnownVectors() {}

  /**
   * Tells the runners of embed tasks what is known of the columns that a task is about to read.
   *
   * @param memory what was made of the row before; null: nothing
   * @param runners by the column that their task fills
   */
  static void tell(
      Row row, @Nullable RowMemory memory, TaskDefinition asking, Map<String, TaskRunner> runners) {
    if (memory == null) {
      return;
    }
    RowTexts texts = new RowTexts(row);
    for (TaskResult result : memory.getEnriched().getResults()) {
      TaskRunner runner = runners.get(result.getColumn());
      if (runner != null && isOf(result, runner.definition(), asking, texts)) {
        runner.remember(texts.input(runner.definition(), Priority.BACKLOG), answered(result));
      }
    }
  }

  /** Whether the result is of a column that is asked for, and of its text as it is now. */
  private static boolean isOf(
      TaskResult result, TaskDefinition task, TaskDefinition asking, RowTexts texts) {
    return result.getVector() != null
        && task.from().size() == 1
        && asking.from().containsAll(task.from())
        && result.getTaskVersion().equals(task.version())
        && result.getInputHash().equals(texts.inputHash(task));
  }

  private static Answered<TaskValue> answered(TaskResult result) {
    Embedding embedding = new Embedding(PackedVector.unpack(result.getVector()));
    return new Answered<>(
        new TaskValue.Vector(embedding),
        new Provenance(
            result.getModel(),
            "",
            embedding.dimensions(),
            result.getTokens(),
            result.getTruncated(),
            result.getMarks()));
  }
}
