package io.millrace.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.inference.ModelOutcome.Answered;
import io.millrace.inference.ModelOutcome.RetryLater;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class FallbackEmbeddingModelTest {
  private static Provenance provenance(ModelOutcome<?> outcome) {
    return outcome.answer().orElseThrow().provenance();
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
