package io.millrace.topology.task;

import io.millrace.inference.ModelOutcome;
import java.util.concurrent.CompletionStage;

/** A task of the plan together with the model that answers it; threadsafe. */
public interface TaskRunner {
  /** What identifies the task; the same for the runner's whole life. */
  TaskDefinition definition();

  /**
   * Asks for the task's value. Returns at once; whatever takes time happens on other threads.
   *
   * @param input of a row, with at least one text that is not blank
   * @return completes on some other thread, or is complete already
   */
  CompletionStage<ModelOutcome<TaskValue>> run(TaskInput input);
}
