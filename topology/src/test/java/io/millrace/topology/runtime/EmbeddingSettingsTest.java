package io.millrace.topology.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddingSettingsTest {
  @ParameterizedTest
  @CsvSource({
    "token, ${env:A_KEY_2}, A_KEY_2",
    "fallback.token, ${env:_KEY}, _KEY",
  })
  void shouldKeepAReferenceToASecret(String key, String reference, String variable) {
    assertThat(EmbeddingSettings.problems(Map.of("millrace.embedding." + key, reference)))
        .isEmpty();
    assertThat(EmbeddingSettings.variable(reference)).contains(variable);
    assertThat(EmbeddingSettings.reference(variable)).isEqualTo(reference);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sk-Zwybrq", "${env:sk-Zwybrq}", "${env:Zwybrq}", "${env:}", ""})
  void shouldKeepNoSecretAndNotRepeatIt_invariant9(String value) {
    assertThat(
            EmbeddingSettings.problems(
                Map.of(
                    "millrace.embedding.token", value, "millrace.embedding.fallback.token", "x")))
        .hasSize(2)
        .allMatch(problem -> problem.contains("variable") && !problem.contains("Zwybrq"));
  }

  @Test
  void shouldKeepNoPasswordOfAnAddress_invariant9() {
    assertThat(
            EmbeddingSettings.problems(
                Map.of("millrace.embedding.fallback.url", "https://me:Zwybrq@tei.example/v1")))
        .singleElement()
        .asString()
        .contains("millrace.embedding.fallback.url")
        .doesNotContain("Zwybrq");
  }

  @Test
  void shouldReportEveryOtherProblemAtOnce() {
    assertThat(
            EmbeddingSettings.problems(
                Map.of(
                    "millrace.embedding.provider", "somebody",
                    "millrace.embedding.timeout.ms", "soon",
                    "millrace.embedding.speed", "9")))
        .hasSize(3);
  }

  @Test
  void shouldTakeNoOtherValueForAReference() {
    assertThat(EmbeddingSettings.variable("http://127.0.0.1:8080")).isEmpty();
    assertThat(EmbeddingSettings.variable("x ${env:A}")).isEmpty();
  }

  @Test
  void shouldKnowEveryVariableThatSpeaksOfProviders() {
    assertThat(ProviderEnvironment.variables())
        .contains(
            "MILLRACE_EMBEDDING_URL",
            "MILLRACE_EMBEDDING_TOKEN_FILE",
            "MILLRACE_PROVIDER_DOWN_RETRY_MS",
            "HF_API_TOKEN",
            "HF_EMBEDDING_MODEL")
        .doesNotContain("MILLRACE_PLAN_FILE", "PATH");
  }
}
