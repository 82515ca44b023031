package io.millrace.topology;

import io.millrace.inference.Embedding;
import io.millrace.inference.ModelOutcome;
import io.millrace.inference.Provenance;
import io.millrace.topology.enrich.Embedder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A model that answers at once, or when told to, with a vector that depends on the text only. */
final class FakeEmbedder implements Embedder {
  private static final int DIMENSIONS = 8;
  private final List<String> calls = new ArrayList<>();
  private final Deque<Runnable> held = new ArrayDeque<>();
  private final Map<String, ModelOutcome<Embedding>> answers = new HashMap<>();
  private boolean isHolding;

  @Override
  public CompletionStage<ModelOutcome<Embedding>> embed(String text, boolean fresh, String task) {
    calls.add(task + ": " + text);
    CompletableFuture<ModelOutcome<Embedding>> future = new CompletableFuture<>();
    ModelOutcome<Embedding> outcome = answers.getOrDefault(text, answerOf(text));
    if (isHolding) {
      held.add(() -> future.complete(outcome));
    } else {
      future.complete(outcome);
    }
    return future;
  }

  /** The calls made so far, as "task: text"; the list is emptied. */
  List<String> takeCalls() {
    List<String> taken = List.copyOf(calls);
    calls.clear();
    return taken;
  }

  void answer(String text, ModelOutcome<Embedding> outcome) {
    answers.put(text, outcome);
  }

  void forgetAnswer(String text) {
    answers.remove(text);
  }

  /** From now on calls wait until {@link #release}. */
  void hold() {
    isHolding = true;
  }

  /** Answers the calls that wait, and later ones at once. */
  void release() {
    isHolding = false;
    while (!held.isEmpty()) {
      held.remove().run();
    }
  }

  /** Answers only the oldest call that waits. */
  void releaseOne() {
    held.remove().run();
  }

  private static ModelOutcome<Embedding> answerOf(String text) {
    return new ModelOutcome.Answered<>(
        new Embedding(vectorOf(text)),
        new Provenance("test/fake", "1", DIMENSIONS, 3, false, List.of()));
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
