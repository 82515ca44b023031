package io.millrace.topology.task;

import io.millrace.inference.ModelOutcome;
import io.millrace.inference.ModelOutcome.Answered;
import io.millrace.inference.ModelOutcome.Rejected;
import io.millrace.inference.ModelOutcome.RetryLater;

/**
 * Counts what one task computes itself: one call for each input that is answered or refused. An
 * attempt that is to be made again is an error, no call, so that an outage costs none.
 */
record TaskCalls(TaskMetrics metrics, String task) {
  <T> ModelOutcome<T> count(ModelOutcome<T> outcome) {
    if (outcome instanceof Answered<T> answered) {
      metrics.taskCall(task);
      if (answered.provenance().truncated()) {
        metrics.inputTruncated(task);
      }
    } else if (outcome instanceof Rejected<T> rejected) {
      metrics.taskCall(task);
      metrics.taskFailed(task, rejected.reason());
    } else if (outcome instanceof RetryLater<T> later) {
      metrics.taskFailed(task, later.reason());
    }
    return outcome;
  }
}
