package io.millrace.inference.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.millrace.inference.Embedding;
import io.millrace.inference.EmbeddingModel;
import io.millrace.inference.EmbeddingModels;
import io.millrace.inference.Parity;
import io.millrace.inference.ProviderSettings;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Against Hugging Face itself, where a token is set; elsewhere it is left out, with these words.
 */
class HuggingFaceLiveTest {
  private static final String MODEL = "sentence-transformers/all-MiniLM-L6-v2";

  @Test
  void shouldGiveTheVectorsOfTheModelInThisProcess() {
    String token = System.getenv().getOrDefault("HF_API_TOKEN", "");
    assumeThat(token).as("HF_API_TOKEN is not set, so Hugging Face is not asked").isNotBlank();
    Map<String, String> remote =
        Map.of(EmbeddingModels.PROVIDER, "hugging-face", "millrace.embedding.token", token);
    List<String> texts =
        Stream.of(98, 253, 255, 509, 1_998).map(words -> "mill ".repeat(words).strip()).toList();

    List<Embedding> theirs = vectors(ProviderSettings.of(remote), texts);
    List<Embedding> ours = vectors(ProviderSettings.defaults(), texts);

    for (int index = 0; index < texts.size(); index++) {
      assertThat(Parity.cosine(theirs.get(index), ours.get(index)))
          .as("text %d", index)
          .isGreaterThan(0.999);
    }
  }

  private static List<Embedding> vectors(ProviderSettings settings, List<String> texts) {
    try (EmbeddingModel model = EmbeddingModels.open(MODEL, settings)) {
      return RemoteTestBed.embed(model, texts).stream()
          .map(outcome -> outcome.answer().orElseThrow().value())
          .toList();
    }
  }
}
