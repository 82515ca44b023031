package io.millrace.inference.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.inference.ProviderSettings;
import io.millrace.inference.ReadText;
import io.millrace.inference.TextTruncator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordPieceTruncatorTest {
  private static final TextTruncator TRUNCATOR =
      new TokenizerTruncatorProvider()
          .truncatorOf("sentence-transformers/all-MiniLM-L6-v2", ProviderSettings.defaults())
          .orElseThrow();

  @AfterAll
  static void close() {
    TRUNCATOR.close();
  }

  @Test
  void shouldLeaveAShortTextAlone() {
    assertThat(TRUNCATOR.truncate("a mill by the river"))
        .isEqualTo(new ReadText("a mill by the river", 7, false));
  }

  @ParameterizedTest
  @ValueSource(ints = {254, 255, 257, 511, 2_000, 100_000})
  void shouldCutAtTheModelsLimit(int words) {
    ReadText read = TRUNCATOR.truncate("mill ".repeat(words).strip());

    assertThat(read.tokens()).isEqualTo(256);
    assertThat(read.text()).isEqualTo("mill ".repeat(254).strip());
    assertThat(read.truncated()).isEqualTo(words > 254);
  }

  @Test
  void shouldCountCodePointsNotCharacters() {
    ReadText read = TRUNCATOR.truncate("\ud83d\ude00 " + "mill ".repeat(400));

    assertThat(read.text()).startsWith("\ud83d\ude00 mill").endsWith("mill");
    assertThat(read.tokens()).isLessThanOrEqualTo(256).isGreaterThan(250);
    assertThat(TRUNCATOR.truncate(read.text()).truncated()).isFalse();
  }

  @Test
  void shouldReadWhatItCutWithoutCuttingAgain() {
    String words = "unbelievable counterproductively antidisestablishmentarianism embeddings ";
    for (int shift = 0; shift < 12; shift++) {
      ReadText read = TRUNCATOR.truncate("mill ".repeat(shift) + words.repeat(60));

      assertThat(TRUNCATOR.truncate(read.text()).truncated()).isFalse();
      assertThat(read.tokens()).isBetween(240, 256);
    }
  }
}
