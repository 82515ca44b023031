package io.millrace.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.inference.onnx.OnnxEmbeddingModelProvider;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class OpeningEmbeddingModelTest {
  private static final String BGE = "BAAI/bge-small-en-v1.5";

  private final CompletableFuture<EmbeddingModel> loaded = new CompletableFuture<>();

  /** Gives the second of two vectors, and knows whether it was closed. */
  private static final class Closing implements EmbeddingModel {
    private boolean isClosed;

    @Override
    public ModelDescription description() {
      return FakeEmbeddingModel.DESCRIPTION;
    }

    @Override
    public CompletionStage<List<ModelOutcome<Embedding>>> embed(List<String> texts) {
      return CompletableFuture.completedFuture(FakeEmbeddingModel.vectorsFor(texts.size()));
    }

    @Override
    public void close() {
      isClosed = true;
    }
  }

  private OpeningEmbeddingModel opening() {
    return new OpeningEmbeddingModel(FakeEmbeddingModel.DESCRIPTION, loaded::join);
  }

  @Test
  void shouldAnswerWhatWasAskedBeforeItWasOpen() {
    try (OpeningEmbeddingModel model = opening()) {
      CompletableFuture<List<ModelOutcome<Embedding>>> asked =
          model.embed(List.of("a", "b")).toCompletableFuture();

      assertThat(asked).isNotDone();
      loaded.complete(new Closing());

      assertThat(asked.join()).isEqualTo(FakeEmbeddingModel.vectorsFor(2));
    }
  }

  @Test
  void shouldCloseTheModelThatWasOpenedInTheMeantime() {
    Closing closing = new Closing();
    OpeningEmbeddingModel model = opening();
    loaded.complete(closing);

    model.close();

    assertThat(closing.isClosed).isTrue();
  }

  @Test
  void shouldSayWhyTheModelCannotBeOpenedAndCloseAllTheSame() {
    OpeningEmbeddingModel model =
        new OpeningEmbeddingModel(
            FakeEmbeddingModel.DESCRIPTION,
            () -> {
              throw new InferenceException("Put the jar there.");
            });

    assertThatThrownBy(model::awaitOpen)
        .isInstanceOf(InferenceException.class)
        .hasMessage("Put the jar there.");
    assertThat(model.embed(List.of("a"))).isCompletedExceptionally();
    model.close();
  }

  @Test
  void shouldDescribeAModelOfThisProcessWhileItIsOpened() {
    try (EmbeddingModel model = EmbeddingModels.beginOpening(BGE, ProviderSettings.defaults())) {
      assertThat(model).isInstanceOf(OpeningEmbeddingModel.class);
      assertThat(model.description())
          .isEqualTo(EmbeddingModels.describe(BGE, ProviderSettings.defaults()));
      assertThat(model.embed(List.of("coach")).toCompletableFuture().join().get(0).answer())
          .isPresent();
    }
  }

  @Test
  void shouldSayOnceItIsAwaitedWhichSettingIsWrong() {
    ProviderSettings settings =
        ProviderSettings.of(Map.of(OnnxEmbeddingModelProvider.THREADS, "many"));

    try (EmbeddingModel model = EmbeddingModels.beginOpening(BGE, settings)) {
      assertThatThrownBy(model::awaitOpen)
          .isInstanceOf(InferenceException.class)
          .hasMessageContaining(OnnxEmbeddingModelProvider.THREADS);
    }
  }
}
