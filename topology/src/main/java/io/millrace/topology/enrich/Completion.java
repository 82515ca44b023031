package io.millrace.topology.enrich;

import io.millrace.inference.ModelOutcome;
import io.millrace.inference.ModelOutcome.RetryLater;
import io.millrace.topology.task.TaskValue;
import java.time.Duration;

/**
 * What a model answered, on its way back to the stream thread.
 *
 * @param key the row
 * @param column the task
 * @param inputHash the input that was answered; the row may have another one by now
 */
record Completion(String key, String column, String inputHash, ModelOutcome<TaskValue> outcome) {
  /** Nobody was asked: an edit or a deletion superseded the input. */
  static final ModelOutcome<TaskValue> WITHDRAWN = RetryLater.notAsked("superseded", Duration.ZERO);

  boolean isWithdrawn() {
    return outcome.equals(WITHDRAWN);
  }
}
