package io.millrace.inference.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millrace.inference.Classification;
import io.millrace.inference.Classification.LabelScore;
import io.millrace.inference.ClassificationModel;
import io.millrace.inference.ClassificationModelProvider;
import io.millrace.inference.InferenceException;
import io.millrace.inference.LabelChoice;
import io.millrace.inference.LabelChoice.ChoiceLabel;
import io.millrace.inference.ModelOutcome;
import io.millrace.inference.ModelOutcome.Answered;
import io.millrace.inference.ModelOutcome.Rejected;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The model says that a hypothesis follows from a text that shares a word with it. */
class ExportedClassificationModelTest {
  private static final TinyVocabulary WORDS =
      TinyVocabulary.of("This", "text", "is", "about", ".", "music", "health", "dogs", "broken");

  private static final float[] WEIGHTS = {
    0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 2, 2, Float.POSITIVE_INFINITY
  };

  private static final LabelChoice ONE = choice(false, "music", "health", "dogs");
  private static final LabelChoice SEVERAL = choice(true, "music", "health", "dogs");

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path root;

  @SuppressWarnings("NullAway.Init")
  private TinyFolder folder;

  private static LabelChoice choice(boolean multiLabel, String... names) {
    return new LabelChoice(
        List.of(names).stream()
            .map(name -> new ChoiceLabel(name, "about " + name, List.of()))
            .toList(),
        multiLabel);
  }

  @BeforeEach
  void make() throws IOException {
    folder =
        new TinyFolder(root)
            .model(TinyModels.inference(WEIGHTS))
            .tokenizer(WORDS)
            .labels("contradiction", "neutral", "entailment");
  }

  private static ClassificationModelProvider provider() {
    return ServiceLoader.load(ClassificationModelProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(OnnxClassificationModelProvider.class::isInstance)
        .findFirst()
        .orElseThrow();
  }

  private ClassificationModel open() {
    return provider().open(TinyFolder.NAME, folder.settings());
  }

  private static List<ModelOutcome<Classification>> classify(
      ClassificationModel model, LabelChoice choice, String... texts) {
    return model.classify(List.of(texts), choice).toCompletableFuture().join();
  }

  private static double confidence(ModelOutcome<Classification> outcome, String label) {
    return outcome.answer().orElseThrow().value().scores().stream()
        .filter(score -> score.label().equals(label))
        .mapToDouble(LabelScore::confidence)
        .findFirst()
        .orElseThrow();
  }

  /** Entailment numbers are 2 for a shared word and -2 otherwise. */
  @Test
  void shouldShareAConfidenceOf1AmongSingleLabels() {
    try (ClassificationModel model = open()) {
      ModelOutcome<Classification> outcome = classify(model, ONE, "dogs text").get(0);
      double shared = Math.exp(2) / (Math.exp(2) + 2 * Math.exp(-2));

      assertThat(confidence(outcome, "dogs")).isCloseTo(shared, within(1e-6));
      assertThat(confidence(outcome, "music")).isCloseTo((1 - shared) / 2, within(1e-6));
    }
  }

  @Test
  void shouldJudgeEachOfSeveralLabelsByItself() {
    try (ClassificationModel model = open()) {
      ModelOutcome<Classification> outcome = classify(model, SEVERAL, "music is health").get(0);
      double likely = Math.exp(2) / (Math.exp(2) + Math.exp(-2));

      assertThat(confidence(outcome, "music")).isCloseTo(likely, within(1e-6));
      assertThat(confidence(outcome, "health")).isCloseTo(likely, within(1e-6));
      assertThat(confidence(outcome, "dogs")).isCloseTo(1 - likely, within(1e-6));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ENTAILMENT,neutral,contradiction", "neutral,Entailment,Contradiction"})
  void shouldFindEntailmentByItsName(String names) throws IOException {
    folder.labels(names.split(","));

    // The numbers are those of the other order, so that the answer is turned round.
    try (ClassificationModel model = open()) {
      assertThat(confidence(classify(model, SEVERAL, "dogs").get(0), "dogs")).isLessThan(0.5);
    }
  }

  @Test
  void shouldDescribeWhatChangesItsAnswers() {
    String before = provider().describe(TinyFolder.NAME, folder.settings()).fingerprint();
    Map<String, String> other =
        Map.of(OnnxClassificationModelProvider.HYPOTHESIS, "It is {description}.");

    assertThat(provider().describe(TinyFolder.NAME, folder.settings(other)).fingerprint())
        .isNotEqualTo(before);
    assertThat(provider().describe(TinyFolder.NAME, folder.settings()).dimensions()).isZero();
    assertThat(provider().describe(TinyFolder.NAME, folder.settings()).preprocessing())
        .endsWith("truncate-512/nli \"This text is about {}.\"");
  }

  @Test
  void shouldCompareWithTheDescriptionIfToldSo() {
    Map<String, String> template =
        Map.of(OnnxClassificationModelProvider.HYPOTHESIS, "{description} .");
    LabelChoice choice =
        new LabelChoice(
            List.of(
                new ChoiceLabel("first", "music", List.of()),
                new ChoiceLabel("second", "dogs", List.of())),
            false);

    try (ClassificationModel model = provider().open(TinyFolder.NAME, folder.settings(template))) {
      assertThat(confidence(classify(model, choice, "dogs").get(0), "second")).isGreaterThan(0.9);
    }
  }

  @Test
  void shouldTruncateTheTextButNeverTheHypothesis() throws IOException {
    folder.file(
        "config.json",
        "{\"max_position_embeddings\":32,\"id2label\":{\"0\":\"contradiction\",\"1\":\"neutral\",\"2\":\"entailment\"}}");

    try (ClassificationModel model = open()) {
      Answered<Classification> beginning =
          classify(model, ONE, "dogs " + "text ".repeat(2_000).strip())
              .get(0)
              .answer()
              .orElseThrow();
      ModelOutcome<Classification> end =
          classify(model, ONE, "text ".repeat(2_000) + "dogs").get(0);

      assertThat(beginning.value().scores().get(0).label()).isEqualTo("dogs");
      assertThat(beginning.value().scores().get(0).confidence()).isGreaterThan(0.9);
      assertThat(beginning.provenance().truncated()).isTrue();
      assertThat(beginning.provenance().tokens()).isEqualTo(3 * 32);
      assertThat(confidence(end, "dogs")).isCloseTo(1 / 3.0, within(1e-6));
    }
  }

  @Test
  void shouldGiveABatchOf32TheAnswersOfTextsAlone() {
    String[] texts =
        IntStream.range(0, 32)
            .mapToObj(index -> "text ".repeat(index) + (index % 2 == 0 ? "dogs" : "music health"))
            .toArray(String[]::new);

    try (ClassificationModel model = open()) {
      List<ModelOutcome<Classification>> together = classify(model, SEVERAL, texts);

      for (int index = 0; index < texts.length; index++) {
        ModelOutcome<Classification> alone = classify(model, SEVERAL, texts[index]).get(0);
        for (String label : List.of("music", "health", "dogs")) {
          assertThat(confidence(together.get(index), label))
              .isCloseTo(confidence(alone, label), within(1e-5));
        }
      }
    }
  }

  @Test
  void shouldGiveEachTextOfABatchItsOwnFault() {
    try (ClassificationModel model = open()) {
      List<ModelOutcome<Classification>> outcomes =
          classify(model, ONE, "dogs", "\ufffd", "broken", "music");

      assertThat(outcomes).element(0).isInstanceOf(Answered.class);
      assertThat(reason(outcomes.get(1))).isEqualTo("no_tokens");
      assertThat(reason(outcomes.get(2))).isEqualTo("not_finite");
      assertThat(outcomes).element(3).isInstanceOf(Answered.class);
    }
  }

  @Test
  void shouldRefuseALabelThatLeavesNoRoomForTheText() throws IOException {
    LabelChoice choice = choice(false, "music", "dogs ".repeat(300).strip());

    try (ClassificationModel model = open()) {
      List<ModelOutcome<Classification>> outcomes = classify(model, choice, "dogs", "music");

      assertThat(outcomes).hasSize(2);
      assertThat(reason(outcomes.get(0))).isEqualTo("label_too_long");
    }
  }

  private static String reason(ModelOutcome<Classification> outcome) {
    return ((Rejected<Classification>) outcome).reason();
  }

  @Test
  void shouldNameTheSettingOfAHypothesisWithoutALabel() {
    Map<String, String> template =
        Map.of(OnnxClassificationModelProvider.HYPOTHESIS, "This says nothing.");

    assertThatThrownBy(() -> provider().open(TinyFolder.NAME, folder.settings(template)))
        .isInstanceOf(InferenceException.class)
        .hasMessageContaining(OnnxClassificationModelProvider.HYPOTHESIS)
        .hasMessageContaining("{description}");
  }
}
