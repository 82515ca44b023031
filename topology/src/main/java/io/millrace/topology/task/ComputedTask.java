package io.millrace.topology.task;

/** A task whose answers are computed here, so that somebody must see to threads and repeats. */
interface ComputedTask extends TaskRunner {
  /** What an answer depends on besides the task's version: inputs of equal identity share it. */
  String identity(TaskInput input);
}
