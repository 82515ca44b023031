package io.millrace.inference.onnx;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import io.millrace.inference.InferenceException;
import io.millrace.inference.ProviderSettings;
import org.junit.jupiter.api.Test;

class WeightsTest {
  private static void load(Weights weights) throws OrtException {
    try (SessionOptions options = new SessionOptions();
        OrtSession session = weights.load(OrtEnvironment.getEnvironment(), options)) {
      throw new AssertionError("loaded " + session.getNumInputs() + " inputs");
    }
  }

  private static void refuse() {
    throw new InferenceException("These are not the tested weights.");
  }

  @Test
  void shouldRefuseWeightsThatLoadAndAreNotTheTestedOnes() {
    Weights weights =
        OnnxModelFiles.ALL_MINILM_L6_V2_Q.weights(ModelsFolder.of(ProviderSettings.defaults()));

    assertThatThrownBy(() -> load(Weights.checked(weights, WeightsTest::refuse)))
        .isInstanceOf(InferenceException.class)
        .hasMessage("These are not the tested weights.");
  }

  @Test
  void shouldSayWhatTheCheckSaysOfWeightsThatCannotBeLoaded() {
    Weights weights = Weights.of(new byte[] {1, 2, 3});

    assertThatThrownBy(() -> load(Weights.checked(weights, WeightsTest::refuse)))
        .isInstanceOf(InferenceException.class)
        .hasMessage("These are not the tested weights.");
  }

  @Test
  void shouldLeaveTheWordToTheLoaderWhereTheCheckHasNoObjection() {
    Weights weights = Weights.of(new byte[] {1, 2, 3});

    assertThatThrownBy(() -> load(Weights.checked(weights, () -> {})))
        .isInstanceOf(OrtException.class);
  }
}
