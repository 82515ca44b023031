package io.millrace.topology.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.inference.Classification;
import io.millrace.inference.Embedding;
import io.millrace.inference.Entities;
import io.millrace.inference.LabelChoice;
import io.millrace.inference.ModelDescription;
import io.millrace.inference.ModelOutcome;
import io.millrace.inference.Priority;
import io.millrace.plan.EnrichmentPlan;
import io.millrace.plan.PlanReader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Versions that are known without a model must be those that the applications write. */
class DescribedModelsTest {
  private static final ModelDescription EMBEDDING = new ModelDescription("e", "1", 2, 9, "none");

  private static final String LABELS =
      """
      - { name: one, description: The first. }
      - { name: two, description: The second. }
      """;

  private final TaskThreads threads = TaskThreads.standard();
  private final DescribedModels described =
      new DescribedModels(EMBEDDING, DescribedModelsTest::model, DescribedModelsTest::model);
  private final PlanModels running =
      new PlanModels(
          EMBEDDING,
          (text, priority, task) -> new CompletableFuture<ModelOutcome<Embedding>>(),
          new PlanModels.ModelLookup(
              name -> new Labels(model(name)), name -> new Names(model(name))),
          threads,
          TaskMetrics.NONE);

  @AfterEach
  void close() {
    threads.close();
  }

  private static ModelDescription model(String name) {
    return new ModelDescription(name, "7", 0, 99, "some");
  }

  @Test
  void shouldDefineTheTasksOfThePlanAsTheApplicationsDo() {
    EnrichmentPlan plan = PlanReader.readDefault();

    assertThat(PlanTasks.of(plan, described)).isEqualTo(PlanTasks.of(plan, running));
    assertThat(PlanTasks.of(plan, described).get("profiles"))
        .extracting(TaskDefinition::column)
        .startsWith("embedding_seeking")
        .endsWith("credentials")
        .hasSize(8);
  }

  @Test
  void shouldKnowTheVersionsOfModelsAndFallbacksThatThePlanNames() {
    String options = "from: [a], as: type, model: big, fallback: { model: similarity, below: 0.5 }";
    var classify = TestPlans.classifyTask(LABELS, options);
    var extract = TestPlans.extractTask("from: [a], extractor: credentials, entities: names");

    assertThat(described.classifier(classify).fingerprint())
        .isEqualTo(running.classifier(classify).fingerprint());
    assertThat(described.extractor(extract).fingerprint())
        .isEqualTo(running.extractor(extract).fingerprint());
  }

  @Test
  void shouldRefuseToAnswer() {
    assertThatThrownBy(() -> described.embedder().embed("text", Priority.FRESH, "task"))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("open it");
  }

  private record Labels(ModelDescription description) implements LabelModel {
    @Override
    public String model() {
      return description.name();
    }

    @Override
    public String fingerprint() {
      return description.fingerprint();
    }

    @Override
    public CompletionStage<ModelOutcome<Classification>> classify(
        String text, LabelChoice labels, Priority priority, String task) {
      return new CompletableFuture<>();
    }
  }

  private record Names(ModelDescription description) implements EntityFinder {
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
      return new CompletableFuture<>();
    }
  }
}
