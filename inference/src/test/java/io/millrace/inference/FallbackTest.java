package io.millrace.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.inference.Classification.LabelScore;
import io.millrace.inference.LabelChoice.ChoiceLabel;
import io.millrace.inference.ModelOutcome.Answered;
import io.millrace.inference.ModelOutcome.RetryLater;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class FallbackTest {
  private static final LabelChoice LABELS =
      new LabelChoice(
          List.of(new ChoiceLabel("a", "", List.of()), new ChoiceLabel("b", "", List.of())), false);
  private static final RetryLater<Classification> DOWN =
      RetryLater.notAsked("provider_down", Duration.ofSeconds(15));

  /** Gives the same answer to every text. */
  private record Constant(String name, ModelOutcome<Classification> outcome)
      implements ClassificationModel {
    static Constant sure(String name, double confidence) {
      ModelDescription description = new ModelDescription(name, "1", 0, 512, "none");
      return new Constant(
          name,
          new Answered<>(
              new Classification(
                  List.of(new LabelScore("a", confidence), new LabelScore("b", 1 - confidence))),
              Provenance.of(description, 3, false)));
    }

    @Override
    public ModelDescription description() {
      return new ModelDescription(name, "1", 0, 512, "none");
    }

    @Override
    public CompletionStage<List<ModelOutcome<Classification>>> classify(
        List<String> texts, LabelChoice labels) {
      return CompletableFuture.completedFuture(texts.stream().map(unused -> outcome).toList());
    }

    @Override
    public void close() {}
  }

  private static ModelOutcome<Classification> ask(Constant primary, Constant secondary) {
    try (ClassificationModel model = new FallbackClassificationModel(primary, secondary, 0.7)) {
      return model.classify(List.of("text"), LABELS).toCompletableFuture().join().get(0);
    }
  }

  private static Provenance provenance(ModelOutcome<?> outcome) {
    return outcome.answer().orElseThrow().provenance();
  }

  @Test
  void shouldAskTheSecondModelWhileTheFirstIsDownAndSayWhichAnswered() {
    Provenance given = provenance(ask(new Constant("first", DOWN), Constant.sure("second", 0.6)));

    assertThat(given.model()).isEqualTo("second");
    assertThat(given.marks()).containsExactly(Provenance.FALLBACK);
  }

  @Test
  void shouldAskTheSecondModelIfTheFirstIsNotSure() {
    assertThat(provenance(ask(Constant.sure("first", 0.6), Constant.sure("second", 0.9))).model())
        .isEqualTo("second");
    assertThat(provenance(ask(Constant.sure("first", 0.8), Constant.sure("second", 0.9))).model())
        .isEqualTo("first");
  }

  @Test
  void shouldKeepTheSurerOfTwoUnsureAnswers() {
    Provenance given = provenance(ask(Constant.sure("first", 0.6), Constant.sure("second", 0.55)));

    assertThat(given.model()).isEqualTo("first");
    assertThat(given.marks()).isEmpty();
  }

  @Test
  void shouldWaitForTheFirstIfBothAreDown() {
    assertThat(ask(new Constant("first", DOWN), new Constant("second", DOWN))).isEqualTo(DOWN);
  }

  @Test
  void shouldNameBothModelsInItsFingerprint() {
    Constant first = Constant.sure("first", 1);
    ModelDescription one =
        new FallbackClassificationModel(first, Constant.sure("x", 1), 0.5).description();
    ModelDescription other =
        new FallbackClassificationModel(first, Constant.sure("y", 1), 0.5).description();

    assertThat(one.fingerprint()).isNotEqualTo(other.fingerprint());
  }

  /** Embeds by a function of the text. */
  private static final class Vectors implements EmbeddingModel {
    private final Function<String, ModelOutcome<Embedding>> function;

    Vectors(Function<String, ModelOutcome<Embedding>> function) {
      this.function = function;
    }

    static ModelOutcome<Embedding> at(double angle) {
      return new Answered<>(
          new Embedding(new float[] {(float) Math.cos(angle), (float) Math.sin(angle)}),
          Provenance.of(FakeEmbeddingModel.DESCRIPTION, 3, false));
    }

    @Override
    public ModelDescription description() {
      return FakeEmbeddingModel.DESCRIPTION;
    }

    @Override
    public CompletionStage<List<ModelOutcome<Embedding>>> embed(List<String> texts) {
      return CompletableFuture.completedFuture(texts.stream().map(function).toList());
    }

    @Override
    public void close() {}
  }

  @Test
  void shouldEmbedByAnotherProviderOfTheSameModel() {
    Vectors primary =
        new Vectors(
            text ->
                text.equals(Parity.SENTENCE)
                    ? Vectors.at(1)
                    : RetryLater.notAsked("provider_down", Duration.ofSeconds(15)));
    try (EmbeddingModel model =
        FallbackEmbeddingModel.of(primary, new Vectors(text -> Vectors.at(1.001)))) {
      ModelOutcome<Embedding> outcome =
          model.embed(List.of("text")).toCompletableFuture().join().get(0);

      assertThat(provenance(outcome).marks()).containsExactly(Provenance.FALLBACK);
    }
  }

  @Test
  void shouldRefuseAnotherModelAsFallback() {
    assertThatThrownBy(
            () ->
                FallbackEmbeddingModel.of(
                    new Vectors(text -> Vectors.at(1)), new Vectors(text -> Vectors.at(2))))
        .isInstanceOf(InferenceException.class)
        .hasMessageContaining("the same model");
  }

  @Test
  void shouldNotUseAFallbackThatWasNeverCompared() {
    RetryLater<Embedding> down = RetryLater.notAsked("provider_down", Duration.ofSeconds(15));
    try (EmbeddingModel model =
        FallbackEmbeddingModel.of(new Vectors(text -> down), new Vectors(text -> Vectors.at(2)))) {
      assertThat(model.embed(List.of("text")).toCompletableFuture().join()).containsExactly(down);
    }
  }
}
