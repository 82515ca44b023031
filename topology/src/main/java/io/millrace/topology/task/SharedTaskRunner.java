package io.millrace.topology.task;

import io.millrace.inference.ModelOutcome;
import java.util.concurrent.CompletionStage;

/** A computed task whose work and repeats {@link TaskAnswers} sees to. */
record SharedTaskRunner(ComputedTask task, TaskAnswers answers) implements TaskRunner {
  @Override
  public TaskDefinition definition() {
    return task.definition();
  }

  @Override
  public CompletionStage<ModelOutcome<TaskValue>> run(TaskInput input) {
    return answers.answer(task, input);
  }

  @Override
  public void forget(TaskInput input) {
    answers.forget(task, input);
  }
}
