package io.millrace.topology.task;

import io.millrace.inference.Classification;
import io.millrace.inference.Entities;
import io.millrace.inference.ModelDescription;
import io.millrace.inference.ModelOutcome;
import io.millrace.inference.Priority;
import io.millrace.inference.credentials.CredentialsExtractor;
import io.millrace.plan.ClassifierChoice;
import io.millrace.plan.ClassifyTask;
import io.millrace.plan.ExtractTask;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * The models that a plan names, none of them loaded: enough to know the versions of its tasks, not
 * to run them. What is asked to answer throws {@link UnsupportedOperationException}. Threadsafe.
 *
 * @param embeddingModel the plan's
 * @param labels describes models for zero-shot classification by their published names
 * @param entities describes models for named entities by their published names
 */
public record DescribedModels(
    ModelDescription embeddingModel,
    Function<String, ModelDescription> labels,
    Function<String, ModelDescription> entities)
    implements TaskModels {

  @Override
  public TextEmbedder embedder() {
    return (text, priority, task) -> {
      throw notLoaded();
    };
  }

  @Override
  public TextClassifier classifier(ClassifyTask task) {
    return FallbackClassifier.of(task.classifier(), model -> classifier(task, model));
  }

  private Judge classifier(ClassifyTask task, String model) {
    if (model.equals(ClassifierChoice.SIMILARITY)) {
      String fingerprint = PlanLabels.training(task).fingerprint(embeddingModel);
      return new Judge(embeddingModel.name(), fingerprint);
    }
    ModelDescription description = labels.apply(model);
    return new Judge(description.name(), description.fingerprint());
  }

  @Override
  public TextExtractor extractor(ExtractTask task) {
    return new CredentialsTask(
        new CredentialsExtractor(),
        task.entities().map(entities).map(Finder::new).orElse(null),
        new TaskCalls(TaskMetrics.NONE, task.column()));
  }

  private static UnsupportedOperationException notLoaded() {
    return new UnsupportedOperationException("the model is described only; open it to ask it");
  }

  private record Judge(String model, String fingerprint) implements TextClassifier {
    @Override
    public CompletionStage<ModelOutcome<Classification>> classify(
        List<InputText> texts, Priority priority) {
      throw notLoaded();
    }
  }

  private record Finder(ModelDescription description) implements EntityFinder {
    @Override
    public String model() {
      return description.name();
    }

    @Override
    public String fingerprint() {
      return description.fingerprint();
    }

    @Override
    public CompletionStage<ModelOutcome<Entities>> find(
        String text, Priority priority, String task) {
      throw notLoaded();
    }
  }
}
