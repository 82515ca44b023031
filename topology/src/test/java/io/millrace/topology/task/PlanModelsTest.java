package io.millrace.topology.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.inference.Classification;
import io.millrace.inference.Classification.LabelScore;
import io.millrace.inference.Embedding;
import io.millrace.inference.LabelChoice;
import io.millrace.inference.ModelDescription;
import io.millrace.inference.ModelOutcome;
import io.millrace.inference.ModelOutcome.Answered;
import io.millrace.inference.ModelOutcome.Rejected;
import io.millrace.inference.ModelOutcome.RetryLater;
import io.millrace.inference.Priority;
import io.millrace.inference.Provenance;
import io.millrace.inference.similarity.LabelVectorStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class PlanModelsTest {
  private static final String LABELS =
      """
      - { name: one, description: The first. }
      - { name: two, description: The second. }
      """;

  private static final ModelDescription MODEL = new ModelDescription("e", "1", 2, 9, "none");
  private static final ModelOutcome<Embedding> EMBEDDING =
      new Answered<>(
          new Embedding(new float[] {1, 0}), new Provenance("e", "1", 2, 3, false, List.of()));
  private static final List<InputText> TEXTS = List.of(new InputText("a", "a text"));

  private final RecordingTaskMetrics metrics = new RecordingTaskMetrics();
  private final List<String> embedded = new ArrayList<>();
  private final List<String> judged = new ArrayList<>();
  private ModelOutcome<Embedding> embedding = EMBEDDING;
  private ModelOutcome<Classification> judgement = answer("big", 0.9, 0.2);

  @Test
  void shouldCountASimilarityAsOneCallAndWhatItEmbedsAsNone() {
    ModelOutcome<Classification> outcome = classify("as: type");

    assertThat(outcome.answer().orElseThrow().value().scores())
        .extracting(LabelScore::label)
        .containsExactlyInAnyOrder("one", "two");
    assertThat(embedded).isNotEmpty().allMatch(task -> task.equals("within_a_task"));
    assertThat(metrics.events).containsExactly("call labels");
  }

  @Test
  void shouldCountTheEmbedTasksCallOnce_whicheverTaskNeedsTheTextFirst() {
    PlanModels models = models();
    TextClassifier classifier =
        models.classifier(TestPlans.classifyTask(LABELS, "from: [a], as: category"));
    ask(classifier);
    metrics.events.clear();
    embedded.clear();

    embed(models, "a text");
    embed(models, "a text");
    embed(models, "another text");
    ask(classifier);
    embed(models, "another text");

    assertThat(metrics.events)
        .as("calls that the service did not see as such")
        .containsExactly("call embedding", "call labels");
    assertThat(embedded)
        .containsExactly("within_a_task", "embedding", "embedding", "within_a_task", "embedding");
  }

  private static void embed(PlanModels models, String text) {
    assertThat(models.embedder().embed(text, Priority.FRESH, "embedding")).isCompleted();
  }

  @Test
  void shouldEmbedNoLabel_whenTheirVectorsWereKept() {
    Map<String, float[]> kept = new HashMap<>();
    TextClassifier first = similarity(models(storeIn(kept)));
    ask(first);
    embedded.clear();

    TextClassifier second = similarity(models(storeIn(kept)));

    assertThat(kept).isNotEmpty();
    assertThat(embedded).isEmpty();
    assertThat(ask(second)).isEqualTo(ask(first));
  }

  private static TextClassifier similarity(PlanModels models) {
    return models.classifier(TestPlans.classifyTask(LABELS, "from: [a], as: type"));
  }

  private static LabelVectorStore storeIn(Map<String, float[]> kept) {
    return new LabelVectorStore() {
      @Override
      public Optional<float[]> get(String text) {
        return Optional.ofNullable(kept.get(text));
      }

      @Override
      public void keep(Map<String, float[]> vectors) {
        kept.putAll(vectors);
      }
    };
  }

  @Test
  void shouldHaveTheNamedModelJudge() {
    ModelOutcome<Classification> outcome = classify("model: big, as: type");

    assertThat(outcome).isEqualTo(judgement);
    assertThat(judged).containsExactly("labels: a text [one, two] true");
    assertThat(metrics.events).as("the model's service counts").isEmpty();
  }

  @Test
  void shouldLetLabelsShareTheirConfidence_whenOneOfThemIsPrimary() {
    classify("model: big, as: primary_secondary");

    assertThat(judged).containsExactly("labels: a text [one, two] false");
  }

  @Test
  void shouldNotAskTheFallback_whenTheFirstIsSure() {
    ModelOutcome<Classification> outcome =
        classify("model: big, fallback: { model: similarity, below: 0.5 }, as: type");

    assertThat(outcome).isEqualTo(judgement);
    assertThat(metrics.events).isEmpty();
  }

  @Test
  void shouldLearnItsLabelsAnew_whenTheModelWasAwayAtItsStart() {
    embedding = new RetryLater<>("away", Duration.ofSeconds(1));
    TextClassifier classifier =
        models().classifier(TestPlans.classifyTask(LABELS, "from: [a], as: type"));
    ModelOutcome<Classification> meanwhile = ask(classifier);
    embedding = EMBEDDING;

    ModelOutcome<Classification> later = ask(classifier);

    assertThat(meanwhile)
        .isEqualTo(new RetryLater<Classification>("labels_not_embedded", Duration.ofSeconds(5)));
    assertThat(later.answer()).isPresent();
    assertThat(metrics.events).as("the attempt was no call").containsExactly("call labels");
  }

  @Test
  void shouldTakeTheSurerAnswer_whenTheFirstIsNotSure() {
    judgement = answer("big", 0.0, 0.0);

    Answered<Classification> answer =
        classify("model: big, fallback: { model: similarity, below: 0.5 }, as: type")
            .answer()
            .orElseThrow();

    assertThat(answer.provenance().model()).isEqualTo("e");
    assertThat(answer.provenance().marks()).containsExactly(Provenance.FALLBACK);
  }

  @Test
  void shouldTakeTheFallbacksAnswer_whenTheFirstCannotAnswer() {
    for (ModelOutcome<Classification> fault :
        List.<ModelOutcome<Classification>>of(
            new RetryLater<>("away", Duration.ofMinutes(5)), new Rejected<>("odd", "no"))) {
      judgement = fault;

      assertThat(classify("model: big, fallback: { model: similarity }, as: type").answer())
          .hasValueSatisfying(
              answer ->
                  assertThat(answer.provenance().marks()).containsExactly(Provenance.FALLBACK));
    }
  }

  @Test
  void shouldHaveAnotherVersion_whenTheFallbackChanges() {
    assertThat(
            List.of(
                version("model: big, as: type"),
                version("model: big, fallback: { model: similarity }, as: type"),
                version("model: big, fallback: { model: similarity, below: 0.5 }, as: type"),
                version("as: type")))
        .doesNotHaveDuplicates();
  }

  @Test
  void shouldFindCredentialsWithoutAnyModel() {
    ModelOutcome<String> outcome =
        models()
            .extractor(TestPlans.extractTask("from: [a], extractor: credentials"))
            .extract(List.of(new InputText("a", "Featured in Forbes.")), Priority.FRESH)
            .toCompletableFuture()
            .join();

    assertThat(outcome.answer().orElseThrow().value()).contains("Forbes");
  }

  private String version(String options) {
    var task = TestPlans.classifyTask(LABELS, "from: [a], " + options);
    return new ClassifyTaskRunner(task, models().classifier(task)).definition().version();
  }

  private ModelOutcome<Classification> classify(String options) {
    return ask(models().classifier(TestPlans.classifyTask(LABELS, "from: [a], " + options)));
  }

  private static ModelOutcome<Classification> ask(TextClassifier classifier) {
    return classifier.classify(TEXTS, Priority.FRESH).toCompletableFuture().join();
  }

  private PlanModels models() {
    return models(LabelVectorStore.none());
  }

  private PlanModels models(LabelVectorStore labelVectors) {
    return new PlanModels(
        MODEL,
        this::embed,
        labelVectors,
        new PlanModels.ModelLookup(
            Judge::new,
            name -> {
              throw new IllegalStateException("no task asks for names");
            }),
        new OnTheSpot(),
        metrics);
  }

  private CompletionStage<ModelOutcome<Embedding>> embed(
      String text, Priority priority, String task) {
    embedded.add(task);
    return CompletableFuture.completedFuture(embedding);
  }

  private static ModelOutcome<Classification> answer(String model, double one, double two) {
    return new Answered<>(
        new Classification(List.of(new LabelScore("one", one), new LabelScore("two", two))),
        new Provenance(model, "1", 0, 3, false, List.of()));
  }

  /** A model for zero-shot classification. */
  private final class Judge implements LabelModel {
    private final String name;

    Judge(String name) {
      this.name = name;
    }

    @Override
    public String model() {
      return name;
    }

    @Override
    public String fingerprint() {
      return name;
    }

    @Override
    public CompletionStage<ModelOutcome<Classification>> classify(
        String text, LabelChoice labels, Priority priority, String task) {
      judged.add(
          "%s: %s %s %s"
              .formatted(
                  task,
                  text,
                  labels.labels().stream().map(LabelChoice.ChoiceLabel::name).toList(),
                  labels.multiLabel()));
      return CompletableFuture.completedFuture(judgement);
    }
  }

  /** Computes on the calling thread. */
  private record OnTheSpot() implements TaskExecutor {
    @Override
    public void execute(Priority priority, Runnable work) {
      work.run();
    }

    @Override
    public void close() {}
  }
}
