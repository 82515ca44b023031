package io.millrace.inference.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millrace.inference.EmbeddingModel;
import io.millrace.inference.EmbeddingModels;
import io.millrace.inference.InferenceException;
import io.millrace.inference.Provenance;
import io.millrace.inference.ProviderSettings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OnnxEmbeddingModelProviderTest {
  private static final String BGE = "BAAI/bge-small-en-v1.5";

  @Test
  void shouldRunTheSiblingModelWithItsOwnLimit() {
    try (EmbeddingModel model = EmbeddingModels.open(BGE, ProviderSettings.defaults())) {
      Provenance provenance =
          model
              .embed(List.of("coach ".repeat(400).strip()))
              .toCompletableFuture()
              .join()
              .get(0)
              .answer()
              .orElseThrow()
              .provenance();

      assertThat(provenance.tokens()).isEqualTo(402);
      assertThat(provenance.truncated()).isFalse();
      assertThat(model.description().preprocessing()).isEqualTo("nfc-trim/truncate-512/cls/l2");
    }
  }

  @Test
  void shouldNameTheModelThatNobodyProvides() {
    assertThatThrownBy(() -> EmbeddingModels.open("no/such-model", ProviderSettings.defaults()))
        .isInstanceOf(InferenceException.class)
        .hasMessageContaining("no/such-model")
        .hasMessageContaining("embedding_model");
  }

  @Test
  void shouldNameTheSettingThatIsWrong() {
    ProviderSettings settings =
        ProviderSettings.of(Map.of(OnnxEmbeddingModelProvider.THREADS, "many"));

    assertThatThrownBy(() -> EmbeddingModels.open(BGE, settings))
        .isInstanceOf(InferenceException.class)
        .hasMessageContaining(OnnxEmbeddingModelProvider.THREADS);
  }

  @Test
  void shouldPoolOnlyATextsOwnTokens() {
    float[] states = {1, 2, 3, 4, 9, 9};

    assertThat(Pooling.MEAN.pool(states, 0, 2, 2)).containsExactly(new float[] {4, 6}, within(0f));
    assertThat(Pooling.CLS.pool(states, 0, 2, 2)).containsExactly(new float[] {1, 2}, within(0f));
  }

  @Test
  void shouldGiveNoVectorForZerosAndNonFiniteNumbers() {
    assertThat(UnitLength.of(new float[] {0, 0})).isEmpty();
    assertThat(UnitLength.of(new float[] {Float.NaN, 1})).isEmpty();
    assertThat(UnitLength.of(new float[] {Float.POSITIVE_INFINITY, 1})).isEmpty();
    assertThat(UnitLength.of(new float[] {3, 4}))
        .hasValueSatisfying(unit -> assertThat(unit).containsExactly(0.6f, 0.8f));
  }
}
