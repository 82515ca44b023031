package io.millrace.inference.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.inference.Embedding;
import io.millrace.inference.EmbeddingModel;
import io.millrace.inference.EmbeddingModels;
import io.millrace.inference.ModelOutcome.Answered;
import io.millrace.inference.ProviderSettings;
import io.millrace.inference.ReadText;
import io.millrace.inference.TextTruncator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenizerTruncatorTest {
  private static final String MINILM = "sentence-transformers/all-MiniLM-L6-v2";

  @SuppressWarnings("NullAway.Init")
  private static EmbeddingModel model;

  @BeforeAll
  static void open() {
    model = EmbeddingModels.open(MINILM, ProviderSettings.defaults());
  }

  @AfterAll
  static void close() {
    model.close();
  }

  private static TextTruncator minilm() {
    return new TokenizerTruncatorProvider()
        .truncatorOf(MINILM, ProviderSettings.defaults())
        .orElseThrow();
  }

  private static String words(int count) {
    String[] vocabulary = {"coach", "business", "growth", "leader", "health", "music", "science"};
    return String.join(
        " ", IntStream.range(0, count).mapToObj(i -> vocabulary[i * 31 % 7]).toList());
  }

  @ParameterizedTest
  @CsvSource({
    "100,102,false",
    "254,256,false",
    "255,256,true",
    "257,256,true",
    "511,256,true",
    "2000,256,true"
  })
  void shouldCutAfterTheLastTokenThatTheModelReads(int words, int tokens, boolean truncated) {
    try (TextTruncator truncation = minilm()) {
      assertThat(truncation.maximumTokens()).isEqualTo(256);
      assertThat(truncation.truncate(words(words)))
          .isEqualTo(new ReadText(words(Math.min(words, 254)), tokens, truncated));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "unbelievably incomprehensible ",
        "Zürich🚀 ",
        "教练教练教练",
        "e\u0301toile ",
        "x",
        "\u0645\u062f\u0631\u0628 ",
        "a-b_c.d@e "
      })
  void shouldGiveTheModelTheSameTokensAgain(String repeated) {
    String text = repeated.repeat(700).strip();
    try (TextTruncator truncation = minilm()) {
      ReadText beginning = truncation.truncate(text);

      List<Answered<Embedding>> both =
          model.embed(List.of(text, beginning.text())).toCompletableFuture().join().stream()
              .map(outcome -> outcome.answer().orElseThrow())
              .toList();
      assertThat(text).startsWith(beginning.text());
      assertThat(both.get(1).provenance().truncated()).isFalse();
      assertThat(both.get(1).provenance().tokens())
          .isEqualTo(both.get(0).provenance().tokens())
          .isEqualTo(beginning.tokens());
      assertThat(both.get(1).value().vector())
          .containsExactly(both.get(0).value().vector(), within(1e-5f));
    }
  }

  @Test
  void shouldKnowTheLimitOfARemoteModelWhoseTokenizerLiesInTheFolder(@TempDir Path root)
      throws IOException {
    Path folder = Files.createDirectories(root.resolve("owner/large-model"));
    Files.writeString(
        folder.resolve("tokenizer.json"), TinyVocabulary.of("coach", "business").json());
    Files.writeString(folder.resolve("tokenizer_config.json"), "{\"model_max_length\":16}");
    ProviderSettings settings =
        ProviderSettings.of(Map.of("millrace.models.folder", root.toString()));

    try (TextTruncator truncation =
        new TokenizerTruncatorProvider().truncatorOf("owner/large-model", settings).orElseThrow()) {
      assertThat(truncation.truncate("coach ".repeat(20).strip()).text())
          .isEqualTo("coach ".repeat(14).strip());
    }
    assertThat(new TokenizerTruncatorProvider().truncatorOf("owner/other-model", settings))
        .isEmpty();
  }

  @Test
  void shouldShowNoTextInWhatIsLogged() {
    assertThat(new ReadText("secret", 3, false)).asString().doesNotContain("secret");
  }
}
