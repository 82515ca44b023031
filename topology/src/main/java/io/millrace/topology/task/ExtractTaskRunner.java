package io.millrace.topology.task;

import io.millrace.inference.ModelOutcome;
import io.millrace.plan.ExtractTask;
import java.util.concurrent.CompletionStage;

/** Finds facts in a row's texts. */
final class ExtractTaskRunner implements ComputedTask {
  private final TextExtractor extractor;
  private final TaskDefinition definition;

  ExtractTaskRunner(ExtractTask task, TextExtractor extractor) {
    this.extractor = extractor;
    this.definition =
        new TaskDefinition(
            task.column(),
            task.from(),
            TaskVersions.of(task.extractor(), extractor.fingerprint()),
            extractor.model(),
            LabelJson.EMPTY_OBJECT);
  }

  @Override
  public TaskDefinition definition() {
    return definition;
  }

  /** Facts name the places that they were found in, so that white space counts too. */
  @Override
  public String identity(TaskInput input) {
    return TaskTexts.raw(input);
  }

  @Override
  public CompletionStage<ModelOutcome<TaskValue>> run(TaskInput input) {
    return extractor
        .extract(TaskTexts.of(definition, input), input.priority())
        .thenApply(outcome -> outcome.map(TaskValue.Json::new));
  }
}
