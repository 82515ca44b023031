package io.millrace.topology;

import io.millrace.inference.ModelDescription;
import io.millrace.inference.ModelOutcome.RetryLater;
import io.millrace.inference.Priority;
import io.millrace.plan.ClassifyTask;
import io.millrace.plan.EnrichmentPlan;
import io.millrace.plan.ExtractTask;
import io.millrace.plan.Label;
import io.millrace.topology.task.TaskAnswers;
import io.millrace.topology.task.TaskExecutor;
import io.millrace.topology.task.TaskMetrics;
import io.millrace.topology.task.TaskModels;
import io.millrace.topology.task.TaskRunners;
import io.millrace.topology.task.TextClassifier;
import io.millrace.topology.task.TextEmbedder;
import io.millrace.topology.task.TextExtractor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** All models of a plan, each a fake that computes on the calling thread. */
final class FakeModels implements TaskModels {
  static final ModelDescription MODEL =
      new ModelDescription("test/model", "1", 8, 256, "nfc-trim/truncate-256/mean/l2");

  private static final long CACHE_BYTES = 1_000_000;

  final FakeEmbedder embedder;
  final FakeClassifier classifier = new FakeClassifier();
  final FakeExtractor extractor = new FakeExtractor();

  FakeModels() {
    this(new FakeEmbedder());
  }

  FakeModels(FakeEmbedder embedder) {
    this.embedder = embedder;
  }

  TaskRunners runners(EnrichmentPlan plan) {
    return TaskRunners.of(plan, this, new TaskAnswers(new Caller(), TaskMetrics.NONE, CACHE_BYTES));
  }

  /** Calls of all models so far, as "task: text"; the lists are emptied. */
  List<String> takeCalls() {
    List<String> calls = new ArrayList<>(embedder.takeCalls());
    calls.addAll(classifier.takeCalls());
    calls.addAll(extractor.takeCalls());
    return calls;
  }

  /** From now on every model asks to be tried again later. */
  void goAway(Duration after) {
    embedder.answerAll(new RetryLater<>("away", after));
    classifier.answerAll(new RetryLater<>("away", after));
    extractor.answerAll(new RetryLater<>("away", after));
  }

  void comeBack() {
    embedder.recover();
    classifier.recover();
    extractor.recover();
  }

  @Override
  public ModelDescription embeddingModel() {
    return MODEL;
  }

  @Override
  public TextEmbedder embedder() {
    return embedder;
  }

  @Override
  public TextClassifier classifier(ClassifyTask task) {
    List<String> labels = task.labels().labels().stream().map(Label::name).toList();
    return classifier.of(task.column(), labels, "classifier-1");
  }

  @Override
  public TextExtractor extractor(ExtractTask task) {
    return extractor.of(task.column());
  }

  /** The test's own thread, so that everything happens in order. */
  private record Caller() implements TaskExecutor {
    @Override
    public void execute(Priority priority, Runnable work) {
      work.run();
    }

    @Override
    public void close() {}
  }
}
