package io.millrace.topology.task;

import io.millrace.inference.Classification;
import io.millrace.inference.LabelChoice;
import io.millrace.inference.ModelOutcome;
import io.millrace.inference.ModelOutcome.Answered;
import io.millrace.inference.Priority;
import io.millrace.inference.Provenance;
import io.millrace.inference.TextNormalizer;
import io.millrace.plan.ClassifyTask;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/** Has a model for zero-shot classification judge the texts of a row, joined by line breaks. */
final class ModelClassifier implements TextClassifier {
  private final LabelModel model;
  private final LabelChoice labels;
  private final String task;

  ModelClassifier(ClassifyTask task, LabelModel model) {
    this.model = model;
    this.task = task.column();
    this.labels = PlanLabels.choice(task);
  }

  @Override
  public String model() {
    return model.model();
  }

  @Override
  public String fingerprint() {
    return model.fingerprint();
  }

  @Override
  public CompletionStage<ModelOutcome<Classification>> classify(
      List<InputText> texts, Priority priority) {
    Optional<String> text =
        TextNormalizer.normalize(
            texts.stream()
                .map(InputText::text)
                .filter(Objects::nonNull)
                .collect(Collectors.joining("\n")));
    return text.isPresent()
        ? model.classify(text.get(), labels, priority, task)
        : CompletableFuture.completedFuture(nothing());
  }

  private ModelOutcome<Classification> nothing() {
    return new Answered<>(
        new Classification(List.of()), new Provenance(model(), "", 0, 0, false, List.of()));
  }
}
