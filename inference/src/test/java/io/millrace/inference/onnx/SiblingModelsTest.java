package io.millrace.inference.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.inference.Embedding;
import io.millrace.inference.EmbeddingModel;
import io.millrace.inference.EmbeddingModels;
import io.millrace.inference.ModelOutcome;
import io.millrace.inference.ProviderSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The real weights of langchain4j's jars. */
class SiblingModelsTest {
  private static List<float[]> embed(EmbeddingModel model, List<String> texts) {
    return model.embed(texts).toCompletableFuture().join().stream()
        .map(ModelOutcome::answer)
        .map(answer -> answer.orElseThrow().value())
        .map(Embedding::vector)
        .toList();
  }

  private static double cosine(float[] left, float[] right) {
    return IntStream.range(0, left.length).mapToDouble(i -> (double) left[i] * right[i]).sum();
  }

  @ParameterizedTest
  @CsvSource({
    "sentence-transformers/all-MiniLM-L6-v2-q,nfc-trim/truncate-256/mean/l2",
    "BAAI/bge-small-en-v1.5-q,nfc-trim/truncate-512/cls/l2",
    "intfloat/e5-small-v2-q,nfc-trim/prefix \"query: \"/truncate-512/mean/l2"
  })
  void shouldGiveTheSameVectorsInABatchAsAloneThoughQuantized(String name, String preprocessing) {
    List<String> texts =
        IntStream.range(0, 32)
            .mapToObj(index -> "A coach for leaders, number " + index + "!".repeat(index % 9))
            .toList();

    try (EmbeddingModel model = EmbeddingModels.open(name, ProviderSettings.defaults())) {
      List<float[]> together = embed(model, texts);

      assertThat(model.description().preprocessing()).isEqualTo(preprocessing);
      for (int index = 0; index < texts.size(); index++) {
        assertThat(together.get(index))
            .containsExactly(embed(model, List.of(texts.get(index))).get(0), within(1e-5f));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "sentence-transformers/all-MiniLM-L6-v2-q",
    "BAAI/bge-small-en-v1.5-q",
    "intfloat/e5-small-v2-q"
  })
  void shouldTellSynonymsFromStrangers(String name) {
    try (EmbeddingModel model = EmbeddingModels.open(name, ProviderSettings.defaults())) {
      List<float[]> vectors =
          embed(
              model,
              List.of(
                  "business growth consultant",
                  "company scaling advisor",
                  "recipes for sourdough"));

      assertThat(cosine(vectors.get(0), vectors.get(1)))
          .isGreaterThan(cosine(vectors.get(0), vectors.get(2)) + 0.05);
    }
  }

  @Test
  void shouldReadWhatIsNotOnTheClassPathFromAJarInTheModelsFolder(@TempDir Path root)
      throws IOException {
    Path jar = root.resolve("langchain4j-embeddings-none-1.jar");
    try (ZipOutputStream content = new ZipOutputStream(Files.newOutputStream(jar))) {
      content.putNextEntry(new ZipEntry("none-tokenizer.json"));
      content.write(new byte[] {1, 2, 3});
    }
    ModelsFolder folder =
        ModelsFolder.of(ProviderSettings.of(Map.of("millrace.models.folder", root.toString())));

    assertThat(folder.read("none-tokenizer.json", "langchain4j-embeddings-none"))
        .hasValue(new byte[] {1, 2, 3});
    assertThat(folder.read("none.onnx", "langchain4j-embeddings-none")).isEmpty();
    assertThat(folder.read("none-tokenizer.json", "langchain4j-embeddings-other")).isEmpty();
  }
}
