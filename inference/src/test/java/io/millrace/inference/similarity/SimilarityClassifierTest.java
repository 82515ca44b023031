package io.millrace.inference.similarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.inference.Classification;
import io.millrace.inference.Classification.LabelScore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SimilarityClassifierTest {
  private static final SimilarityLabels LABELS =
      new SimilarityLabels(
          List.of(
              new SimilarityLabel(
                  "milling",
                  "Grinding corn and grain into flour.",
                  List.of("mill*", "# sacks"),
                  List.of(
                      "We sell flour of old grain",
                      "Ein Müller mahlt Getreide",
                      "Der Müller mahlt Getreide zu Mehl",
                      "corn to flour")),
              new SimilarityLabel(
                  "sailing",
                  "Going to sea by boat.",
                  List.of("sail*", "regatta"),
                  List.of("A boat in the harbour", "Segeln auf dem Meer", "sea and sail")),
              new SimilarityLabel(
                  "music", "A song, a violin, a choir, a concert.", List.of(), List.of())),
          List.of("lorem ipsum", "nothing yet", "to be filled in later"));

  @ParameterizedTest
  @CsvSource({
    "grain and corn for bakers, milling",
    "'our harbour, our boat', sailing",
    "a choir and a violin, music",
    "'Müller, die Getreide mahlen, mill', milling",
    "'three sacks, the millers of it', milling"
  })
  void shouldPutTheFittingLabelFirst(String text, String label) {
    Classification classification = classify(Judgement.FEW, text);

    assertThat(classification.scores()).hasSize(3);
    assertThat(classification.scores().get(0).label()).isEqualTo(label);
  }

  @Test
  void shouldFindEveryItemOfAnEnumerationWhenLabelsAreJudgedEachByItself() {
    Classification classification =
        classify(Judgement.EACH, "Flour from our mill; a regatta for beginners", null);

    assertThat(classification.atLeast(0.3))
        .extracting(LabelScore::label)
        .containsExactlyInAnyOrder("milling", "sailing");
  }

  @ParameterizedTest
  @EnumSource
  void shouldGiveNothingToBlankTexts(Judgement judgement) {
    assertThat(classify(judgement, null, " \u00a0", "").scores()).isEmpty();
    assertThat(classifier(judgement).textsToEmbed(Arrays.asList(null, ""))).isEmpty();
  }

  @Test
  void shouldGiveNothingToTextsThatFitNothing() {
    assertThat(classify(Judgement.FEW, "lorem ipsum, later").scores()).isEmpty();
    assertThat(classify(Judgement.ONE, "nothing yet").scores()).isEmpty();
    assertThat(classify(Judgement.EACH, "lorem ipsum, later").atLeast(0.3)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void shouldEmbedEachTextByItselfSoThatItsVectorServesOtherTasksToo(Judgement judgement) {
    List<@Nullable String> texts = Arrays.asList(" corn ", null, "sea");

    assertThat(classifier(judgement).textsToEmbed(texts)).containsExactly("corn", "sea");
  }

  @Test
  void shouldReadAllTextsOfARowTogetherWhenLabelsCompete() {
    Classification alone = classify(Judgement.FEW, "grain", null);
    Classification both = classify(Judgement.FEW, "grain", "a boat, the sea, a regatta");

    assertThat(alone.scores().get(0).label()).isEqualTo("milling");
    assertThat(both.scores().get(0).label()).isEqualTo("sailing");
  }

  @ParameterizedTest
  @EnumSource
  void shouldJudgeTheSameTextAlwaysAlike(Judgement judgement) {
    String text = "a boat that carries grain and a choir";

    assertThat(classify(judgement, text)).isEqualTo(classify(judgement, text));
  }

  @Test
  void shouldChangeTheFingerprintWithLabelsJudgementAndModel() {
    SimilarityTraining training = new SimilarityTraining(LABELS, Judgement.FEW);
    List<float[]> vectors = WordVectors.of(training.texts());
    List<SimilarityLabel> others = new ArrayList<>(LABELS.labels());
    others.set(2, new SimilarityLabel("music", "A song.", List.of(), List.of()));
    SimilarityTraining changed =
        new SimilarityTraining(new SimilarityLabels(others, LABELS.nothing()), Judgement.FEW);

    String fingerprint = training.train(vectors, WordVectors.MODEL).fingerprint();

    assertThat(fingerprint).matches("[0-9a-f]{16}");
    assertThat(classifier(Judgement.FEW).fingerprint()).isEqualTo(fingerprint);
    assertThat(classifier(Judgement.ONE).fingerprint()).isNotEqualTo(fingerprint);
    assertThat(changed.train(WordVectors.of(changed.texts()), WordVectors.MODEL).fingerprint())
        .isNotEqualTo(fingerprint);
  }

  @Test
  void shouldRefuseVectorsThatDoNotBelongToTheTexts() {
    SimilarityClassifier classifier = classifier(Judgement.FEW);

    assertThatThrownBy(() -> classifier.classify(List.of("corn"), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("1 texts need as many vectors, but got 0");
  }

  private static SimilarityClassifier classifier(Judgement judgement) {
    SimilarityTraining training = new SimilarityTraining(LABELS, judgement);
    return training.train(WordVectors.of(training.texts()), WordVectors.MODEL);
  }

  private static Classification classify(Judgement judgement, @Nullable String... texts) {
    SimilarityClassifier classifier = classifier(judgement);
    List<@Nullable String> row = Arrays.asList(texts);
    return classifier.classify(row, WordVectors.of(classifier.textsToEmbed(row)));
  }
}
