package io.millrace.app.run;

import io.millrace.inference.Embedding;
import io.millrace.inference.EmbeddingService;
import io.millrace.inference.ModelOutcome;
import io.millrace.inference.ModelOutcome.Answered;
import io.millrace.inference.Priority;
import io.millrace.topology.task.TextEmbedder;
import java.util.concurrent.CompletionStage;

/** The plan's embedding model, as tasks ask it. */
record ServedEmbeddings(EmbeddingService service) implements TextEmbedder {
  @Override
  public CompletionStage<ModelOutcome<Embedding>> embed(
      String text, Priority priority, String task) {
    return service.embed(text, priority, task);
  }

  @Override
  public void remember(String text, Answered<Embedding> answer) {
    service.remember(text, answer);
  }

  @Override
  public void forget(String text) {
    service.forget(text);
  }
}
