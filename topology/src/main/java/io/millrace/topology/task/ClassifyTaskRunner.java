package io.millrace.topology.task;

import io.millrace.inference.Classification;
import io.millrace.inference.Classification.LabelScore;
import io.millrace.inference.HtmlText;
import io.millrace.inference.ModelOutcome;
import io.millrace.inference.ModelOutcome.Answered;
import io.millrace.inference.Provenance;
import io.millrace.plan.ClassificationForm;
import io.millrace.plan.ClassifyTask;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Keeps the labels that are sure enough, in the form that the plan asks for. */
final class ClassifyTaskRunner implements ComputedTask {
  private static final int PRIMARY_AND_SECONDARY = 2;

  private final ClassifyTask task;
  private final TextClassifier classifier;
  private final TaskDefinition definition;

  ClassifyTaskRunner(ClassifyTask task, TextClassifier classifier) {
    this.task = task;
    this.classifier = classifier;
    this.definition =
        new TaskDefinition(
            task.column(),
            task.from(),
            version(task, classifier),
            classifier.model(),
            LabelJson.nothing(task.form()));
  }

  /**
   * What the labels say counts, whatever their file is called: a changed description changes this
   * version and no other.
   */
  private static String version(ClassifyTask task, TextClassifier classifier) {
    return TaskVersions.of(
        classifier.fingerprint(),
        task.labels().labels(),
        task.labels().nothing(),
        task.stripHtml(),
        task.top(),
        task.atLeast(),
        task.form());
  }

  @Override
  public TaskDefinition definition() {
    return definition;
  }

  @Override
  public String identity(TaskInput input) {
    return TaskTexts.normalised(input);
  }

  @Override
  public CompletionStage<ModelOutcome<TaskValue>> run(TaskInput input) {
    List<InputText> texts = TaskTexts.of(definition, input);
    return classifier
        .classify(task.stripHtml() ? stripped(texts) : texts, input.priority())
        .thenApply(this::choose);
  }

  private static List<InputText> stripped(List<InputText> texts) {
    return texts.stream()
        .map(text -> new InputText(text.column(), HtmlText.strip(text.text())))
        .toList();
  }

  private ModelOutcome<TaskValue> choose(ModelOutcome<Classification> outcome) {
    ModelOutcome<List<LabelScore>> chosen = outcome.map(this::chosen);
    if (chosen instanceof Answered<List<LabelScore>> answered) {
      Provenance provenance = answered.provenance().marked(ConfidenceGate.marks(answered.value()));
      chosen = new Answered<>(answered.value(), provenance);
    }
    return chosen.map(labels -> new TaskValue.Json(LabelJson.of(task.form(), labels)));
  }

  private List<LabelScore> chosen(Classification classification) {
    return classification.atLeast(task.atLeast()).stream().limit(most()).toList();
  }

  private int most() {
    int most = task.top().orElse(Integer.MAX_VALUE);
    return task.form() == ClassificationForm.PRIMARY_SECONDARY
        ? Math.min(most, PRIMARY_AND_SECONDARY)
        : most;
  }
}
