package io.millrace.topology.task;

import io.millrace.inference.Embedding;
import io.millrace.inference.ModelDescription;
import io.millrace.inference.ModelOutcome;
import io.millrace.inference.ModelOutcome.Answered;
import io.millrace.plan.EmbedTask;
import java.util.concurrent.CompletionStage;

/** Turns a row's texts, joined, into one vector. */
final class EmbedTaskRunner implements TaskRunner {
  private final TaskDefinition definition;
  private final TextEmbedder embedder;

  EmbedTaskRunner(EmbedTask task, ModelDescription model, TextEmbedder embedder) {
    this.definition =
        new TaskDefinition(task.column(), task.from(), model.fingerprint(), model.name());
    this.embedder = embedder;
  }

  @Override
  public TaskDefinition definition() {
    return definition;
  }

  @Override
  public CompletionStage<ModelOutcome<TaskValue>> run(TaskInput input) {
    String text =
        input
            .joined()
            .orElseThrow(() -> new IllegalArgumentException("blank texts have no embedding"));
    return Withdrawable.map(
        embedder.embed(text, input.priority(), definition.column()),
        outcome -> outcome.map(TaskValue.Vector::new));
  }

  @Override
  public boolean isWithdrawable() {
    return true;
  }

  @Override
  public void forget(TaskInput input) {
    input.joined().ifPresent(embedder::forget);
  }

  @Override
  public void remember(TaskInput input, Answered<TaskValue> answer) {
    if (answer.value() instanceof TaskValue.Vector vector) {
      Answered<Embedding> known = new Answered<>(vector.embedding(), answer.provenance());
      input.joined().ifPresent(text -> embedder.remember(text, known));
    }
  }
}
