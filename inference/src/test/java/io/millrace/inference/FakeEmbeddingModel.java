package io.millrace.inference;

import io.millrace.inference.ModelOutcome.Answered;
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
  private final Queue<CompletableFuture<List<ModelOutcome<Embedding>>>> scripted =
      new ConcurrentLinkedQueue<>();
  volatile boolean closed;

  /** The next request without an answer yet gets this one. */
  CompletableFuture<List<ModelOutcome<Embedding>>> holdNextRequest() {
    CompletableFuture<List<ModelOutcome<Embedding>>> answer = new CompletableFuture<>();
    scripted.add(answer);
    return answer;
  }

  static List<ModelOutcome<Embedding>> vectorsFor(int texts) {
    List<ModelOutcome<Embedding>> outcomes = new ArrayList<>();
    for (int index = 0; index < texts; index++) {
      outcomes.add(vectorOf(index));
    }
    return outcomes;
  }

  /** A unit vector that tells the place in the request. */
  static Answered<Embedding> vectorOf(int index) {
    double angle = index / 100.0;
    return new Answered<>(
        new Embedding(new float[] {(float) Math.cos(angle), (float) Math.sin(angle)}),
        Provenance.of(DESCRIPTION, 3, index % 2 == 1));
  }

  @Override
  public ModelDescription description() {
    return DESCRIPTION;
  }

  @Override
  public CompletionStage<List<ModelOutcome<Embedding>>> embed(List<String> texts) {
    requests.add(texts);
    threads.add(Thread.currentThread());
    CompletableFuture<List<ModelOutcome<Embedding>>> answer = scripted.poll();
    return answer == null ? CompletableFuture.completedFuture(vectorsFor(texts.size())) : answer;
  }

  @Override
  public void close() {
    closed = true;
  }
}
