package io.millrace.inference;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextNormalizerTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "\t\r\n",
        "\u00a0",
        "\u202f\u2007",
        "\u3000",
        "\u200b\u200c\u200d\u2060",
        "\ufeff",
        "\u00ad",
        "\u0000",
        " \u0000 \u200b",
        "\u0085",
        "\u2028\u2029",
        "\u3164"
      })
  void shouldFindNothingInBlankText(String blank) {
    assertThat(TextNormalizer.normalize(blank)).isEmpty();
  }

  @Test
  void shouldFindNothingInNull() {
    assertThat(TextNormalizer.normalize(null)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "\u00a0 coach\u200b,coach",
        "\ufeffcoach,coach",
        "a  b,a  b",
        "a\u00a0b,a\u00a0b",
        "cafe\u0301,caf\u00e9",
        "a\u0000b,ab",
        "\ud83d\ude80,\ud83d\ude80",
        "\u0627\u0644\u0639\u0631\u0628\u064a\u0629,\u0627\u0644\u0639\u0631\u0628\u064a\u0629",
        "\u0600\u0661,\u0600\u0661"
      })
  void shouldComposeAndTrim(String raw, String expected) {
    assertThat(TextNormalizer.normalize(raw)).hasValue(expected);
  }

  @Test
  void shouldReplaceLoneSurrogates() {
    assertThat(TextNormalizer.normalize("a\ud83db")).hasValue("a\ufffdb");
  }

  @Test
  void shouldChangeNothingTheSecondTime() {
    String once = TextNormalizer.normalize(" \u200bcafe\u0301 \u0000x ").orElseThrow();

    assertThat(TextNormalizer.normalize(once)).hasValue(once);
  }
}
