package io.millrace.topology.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.inference.Classification;
import io.millrace.inference.Classification.LabelScore;
import io.millrace.inference.ModelOutcome;
import io.millrace.inference.ModelOutcome.Answered;
import io.millrace.inference.ModelOutcome.RetryLater;
import io.millrace.inference.Priority;
import io.millrace.inference.Provenance;
import io.millrace.plan.ClassifyTask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClassifyTaskRunnerTest {
  private static final String LABELS =
      """
      - { name: one, description: The first. }
      - { name: two, description: The second. }
      """;

  private final List<InputText> given = new ArrayList<>();

  @Test
  void shouldKeepTheSurestLabelsAboveTheThreshold() {
    String json =
        json(
            task("as: category, top: 2, at_least: 0.3"),
            score("one", 0.91239),
            score("two", 0.5),
            score("three", 0.4),
            score("four", 0.2));

    assertThat(json)
        .isEqualTo(
            "[{\"category\":\"one\",\"confidence\":0.9124},{\"category\":\"two\",\"confidence\":0.5}]");
  }

  @ParameterizedTest
  @CsvSource({"category, []", "type, []", "primary_secondary, {}"})
  void shouldSayThatNothingWasFound(String form, String nothing) {
    ClassifyTaskRunner runner = runner(task("at_least: 0.5, as: " + form), score("one", 0.49));

    assertThat(json(runner)).isEqualTo(nothing).isEqualTo(runner.definition().nothing());
  }

  @Test
  void shouldNamePrimaryAndSecondaryWithTheConfidenceOfTheFirst() {
    ClassifyTask task = task("as: primary_secondary, at_least: 0.3");

    assertThat(json(task, score("one", 0.8), score("two", 0.6), score("three", 0.5)))
        .isEqualTo("{\"primary\":\"one\",\"secondary\":\"two\",\"confidence\":0.8}");
    assertThat(json(task, score("one", 0.8), score("two", 0.1)))
        .isEqualTo("{\"primary\":\"one\",\"secondary\":null,\"confidence\":0.8}");
  }

  @Test
  void shouldMarkChoicesThatShouldBeLookedAt() {
    ClassifyTask task = task("as: type");

    assertThat(marks(task, score("one", 0.9), score("two", 0.5))).isEmpty();
    assertThat(marks(task, score("one", 0.9), score("two", 0.29)))
        .containsExactly("low_confidence");
    assertThat(marks(task, score("one", 0.55), score("two", 0.5), score("three", 0.46)))
        .containsExactly("uniform");
    assertThat(marks(task)).isEmpty();
  }

  @Test
  void shouldHandOverEachTextWithItsColumn() {
    json(task("as: type"), score("one", 0.9));

    assertThat(given).containsExactly(new InputText("a", " first "), new InputText("b", null));
  }

  @Test
  void shouldTakeTagsOutOfTextsBeforeAModelSeesThem() {
    ClassifyTaskRunner runner = runner(task("as: type, strip_html: true"), score("one", 0.9));

    runner.run(input("<p>a &amp; b</p>", null)).toCompletableFuture().join();

    assertThat(given).containsExactly(new InputText("a", "a & b"), new InputText("b", null));
  }

  @Test
  void shouldPassOnThatTheModelIsAway() {
    ModelOutcome<Classification> away = new RetryLater<>("away", Duration.ofSeconds(3));
    ClassifyTaskRunner runner = new ClassifyTaskRunner(task("as: type"), classifier("m", away));

    assertThat(run(runner)).isEqualTo(new RetryLater<TaskValue>("away", Duration.ofSeconds(3)));
  }

  @Test
  void shouldHaveAnotherVersion_whenWhatDecidesItsAnswersChanges() {
    String version = version(LABELS, "as: type", "m");

    assertThat(version).matches("[0-9a-f]{16}").isEqualTo(version(LABELS, "as: type", "m"));
    assertThat(
            List.of(
                version(LABELS.replace("The first.", "The very first."), "as: type", "m"),
                version(LABELS, "as: type, top: 2", "m"),
                version(LABELS, "as: type, at_least: 0.1", "m"),
                version(LABELS, "as: category", "m"),
                version(LABELS, "as: type, strip_html: true", "m"),
                version(LABELS, "as: type", "another model")))
        .doesNotHaveDuplicates()
        .doesNotContain(version);
  }

  @Test
  void shouldShareAnswersOfTextsThatAModelCannotTellApart() {
    ClassifyTaskRunner runner = runner(task("as: type"));

    assertThat(runner.identity(input("a ", null))).isEqualTo(runner.identity(input("a", " ")));
    assertThat(runner.identity(input("ab", "c"))).isNotEqualTo(runner.identity(input("a", "bc")));
  }

  private String version(String labels, String options, String fingerprint) {
    ModelOutcome<Classification> unused = new RetryLater<>("unused", Duration.ZERO);
    return new ClassifyTaskRunner(task(labels, options), classifier(fingerprint, unused))
        .definition()
        .version();
  }

  private static ClassifyTask task(String options) {
    return task(LABELS, options);
  }

  private static ClassifyTask task(String labels, String options) {
    return TestPlans.classifyTask(labels, "from: [a, b], " + options);
  }

  private static LabelScore score(String label, double confidence) {
    return new LabelScore(label, confidence);
  }

  private String json(ClassifyTask task, LabelScore... scores) {
    return json(runner(task, scores));
  }

  private static String json(ClassifyTaskRunner runner) {
    return ((TaskValue.Json) run(runner).answer().orElseThrow().value()).text();
  }

  private List<String> marks(ClassifyTask task, LabelScore... scores) {
    return run(runner(task, scores)).answer().orElseThrow().provenance().marks();
  }

  private ClassifyTaskRunner runner(ClassifyTask task, LabelScore... scores) {
    return new ClassifyTaskRunner(
        task,
        classifier(
            "m",
            new Answered<>(
                new Classification(Arrays.asList(scores)),
                new Provenance("m", "1", 0, 5, false, List.of()))));
  }

  private static ModelOutcome<TaskValue> run(ClassifyTaskRunner runner) {
    return runner.run(input(" first ", null)).toCompletableFuture().join();
  }

  private static TaskInput input(String first, @Nullable String second) {
    return new TaskInput(Arrays.asList(first, second), Priority.FRESH);
  }

  private TextClassifier classifier(String fingerprint, ModelOutcome<Classification> outcome) {
    return new FixedClassifier(fingerprint, outcome, given);
  }

  /** Gives one answer to everything and keeps what it was given. */
  private record FixedClassifier(
      String fingerprint, ModelOutcome<Classification> outcome, List<InputText> given)
      implements TextClassifier {
    @Override
    public String model() {
      return "m";
    }

    @Override
    public CompletionStage<ModelOutcome<Classification>> classify(
        List<InputText> texts, Priority priority) {
      given.addAll(texts);
      return CompletableFuture.completedFuture(outcome);
    }
  }
}
