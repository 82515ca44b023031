package io.millrace.topology.task;

import io.millrace.inference.ModelOutcome;
import io.millrace.inference.ModelOutcome.Answered;
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

  /**
   * Whether a model that has not begun with an input leaves it out when its stage, as a future, is
   * cancelled. Where it does not, a cancelled input would still take the model's time.
   */
  default boolean isWithdrawable() {
    return false;
  }

  /**
   * Is told what this version of the task answered to an input before, so that other tasks of the
   * row, which may read the same text, need not ask the model for it. Does not block.
   *
   * @param input with at least one text that is not blank
   */
  default void remember(TaskInput input, Answered<TaskValue> answer) {}

  /**
   * Is told that somebody asks for an input's answer again: the next one is not to be one that is
   * remembered. Does not block.
   *
   * @param input with at least one text that is not blank
   */
  default void forget(TaskInput input) {}
}
