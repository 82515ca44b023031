package io.millrace.inference;

import io.millrace.inference.EmbeddingOutcome.Embedded;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** A model that answers when the test says so. */
final class FakeEmbeddingModel implements EmbeddingModel {
  private static final ModelDescription DESCRIPTION =
      new ModelDescription("test/fake", "1", 2, 16, "none");

  final List<List<String>> requests = new CopyOnWriteArrayList<>();
  final List<Thread> threads = new CopyOnWriteArrayList<>();
  private final Queue<CompletableFuture<List<EmbeddingOutcome>>> scripted =
      new ConcurrentLinkedQueue<>();
  volatile boolean closed;

  /** The next request without an answer yet gets this one. */
  CompletableFuture<List<EmbeddingOutcome>> holdNextRequest() {
    CompletableFuture<List<EmbeddingOutcome>> answer = new CompletableFuture<>();
    scripted.add(answer);
    return answer;
  }

  static List<EmbeddingOutcome> vectorsFor(int texts) {
    List<EmbeddingOutcome> outcomes = new ArrayList<>();
    for (int index = 0; index < texts; index++) {
      outcomes.add(vectorOf(index));
    }
    return outcomes;
  }

  /** A unit vector that tells the place in the request. */
  static Embedded vectorOf(int index) {
    double angle = index / 100.0;
    return new Embedded(
        new float[] {(float) Math.cos(angle), (float) Math.sin(angle)}, 3, index % 2 == 1);
  }

  @Override
  public ModelDescription description() {
    return DESCRIPTION;
  }

  @Override
  public CompletionStage<List<EmbeddingOutcome>> embed(List<String> texts) {
    requests.add(texts);
    threads.add(Thread.currentThread());
    CompletableFuture<List<EmbeddingOutcome>> answer = scripted.poll();
    return answer == null ? CompletableFuture.completedFuture(vectorsFor(texts.size())) : answer;
  }

  @Override
  public void close() {
    closed = true;
  }
}
