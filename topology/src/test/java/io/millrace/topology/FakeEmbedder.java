package io.millrace.topology;

import io.millrace.inference.Embedding;
import io.millrace.inference.ModelOutcome;
import io.millrace.inference.Priority;
import io.millrace.inference.Provenance;
import io.millrace.topology.task.TextEmbedder;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionStage;

/** An embedding model whose vectors depend on the text only. */
final class FakeEmbedder extends FakeAnswers<Embedding> implements TextEmbedder {
  private static final int DIMENSIONS = 8;

  @Override
  public CompletionStage<ModelOutcome<Embedding>> embed(
      String text, Priority priority, String task) {
    return ask(task, text, answerOf(text));
  }

  private static ModelOutcome<Embedding> answerOf(String text) {
    return new ModelOutcome.Answered<>(
        new Embedding(vectorOf(text)),
        new Provenance("test/model", "1", DIMENSIONS, 3, false, List.of()));
  }

  static float[] vectorOf(String text) {
    Random random = new Random(text.hashCode());
    float[] vector = new float[DIMENSIONS];
    double squares = 0;
    for (int index = 0; index < DIMENSIONS; index++) {
      vector[index] = (float) random.nextGaussian();
      squares += vector[index] * vector[index];
    }
    for (int index = 0; index < DIMENSIONS; index++) {
      vector[index] /= (float) Math.sqrt(squares);
    }
    return vector;
  }
}
