package io.millrace.topology.task;

import io.millrace.inference.Classification;
import io.millrace.inference.Classification.LabelScore;
import io.millrace.inference.Embedding;
import io.millrace.inference.ModelDescription;
import io.millrace.inference.ModelOutcome;
import io.millrace.inference.ModelOutcome.Answered;
import io.millrace.inference.ModelOutcome.Rejected;
import io.millrace.inference.ModelOutcome.RetryLater;
import io.millrace.inference.Priority;
import io.millrace.inference.Provenance;
import io.millrace.inference.TextNormalizer;
import io.millrace.plan.ClassifyTask;
import io.millrace.plan.Label;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/** Compares a row's texts, joined, with the description of each label by the embedding model. */
final class SimilarityTask implements TextClassifier {
  private static final double NOTHING_IN_COMMON = 0.1;
  private static final double THE_SAME = 0.6;
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final ClassifyTask task;
  private final ModelDescription model;
  private final TextEmbedder embedder;
  private final TaskCalls calls;

  SimilarityTask(
      ClassifyTask task, ModelDescription model, TextEmbedder embedder, TaskCalls calls) {
    this.task = task;
    this.model = model;
    this.embedder = embedder;
    this.calls = calls;
  }

  @Override
  public String model() {
    return model.name();
  }

  @Override
  public String fingerprint() {
    return TaskVersions.of("description-similarity", model.fingerprint());
  }

  @Override
  public CompletionStage<ModelOutcome<Classification>> classify(
      List<InputText> texts, Priority priority) {
    String joined =
        texts.stream()
            .map(InputText::text)
            .filter(Objects::nonNull)
            .collect(Collectors.joining("\n"));
    List<String> all = new ArrayList<>(List.of(joined));
    task.labels().labels().stream().map(Label::description).forEach(all::add);
    List<CompletableFuture<ModelOutcome<Embedding>>> asked =
        all.stream().map(text -> embed(text, priority)).toList();
    return CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new))
        .thenApply(
            done -> calls.count(judge(asked.stream().map(CompletableFuture::join).toList())));
  }

  private CompletableFuture<ModelOutcome<Embedding>> embed(String text, Priority priority) {
    return embedder
        .embed(TextNormalizer.normalize(text).orElseThrow(), priority, TextEmbedder.WITHIN_A_TASK)
        .toCompletableFuture();
  }

  private ModelOutcome<Classification> judge(List<ModelOutcome<Embedding>> outcomes) {
    List<float[]> vectors = new ArrayList<>();
    for (ModelOutcome<Embedding> outcome : outcomes) {
      if (outcome instanceof Answered<Embedding> answered) {
        vectors.add(answered.value().vector());
      } else if (outcome instanceof Rejected<Embedding> rejected) {
        return new Rejected<>(rejected.reason(), rejected.detail());
      } else if (outcome instanceof RetryLater<Embedding> later) {
        return new RetryLater<>(later.reason(), later.after());
      } else {
        return new RetryLater<>("model_failed", RETRY);
      }
    }
    Provenance provenance = outcomes.get(0).answer().orElseThrow().provenance();
    return new Answered<>(scores(vectors), provenance);
  }

  private Classification scores(List<float[]> vectors) {
    List<LabelScore> scores = new ArrayList<>();
    for (int index = 1; index < vectors.size(); index++) {
      double cosine = 0;
      for (int component = 0; component < vectors.get(0).length; component++) {
        cosine += vectors.get(0)[component] * vectors.get(index)[component];
      }
      double confidence = (cosine - NOTHING_IN_COMMON) / (THE_SAME - NOTHING_IN_COMMON);
      scores.add(
          new LabelScore(
              task.labels().labels().get(index - 1).name(), Math.max(0, Math.min(1, confidence))));
    }
    return new Classification(scores);
  }
}
