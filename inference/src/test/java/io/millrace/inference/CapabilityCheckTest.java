package io.millrace.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CapabilityCheckTest {
  @Test
  void shouldCompareTheVariableOfHuggingFaceWithThePlanOnlyIfItIsUsed() {
    ProviderSettings remote =
        ProviderSettings.of(
            Map.of(
                "millrace.embedding.provider", "hugging-face",
                "millrace.embedding.model", "b/model"));
    ProviderSettings local = ProviderSettings.of(Map.of("millrace.embedding.model", "b/model"));

    assertThat(CapabilityCheck.problems("a/model", Set.of(), remote)).hasSize(1);
    assertThat(CapabilityCheck.problems("b/model", Set.of(), remote)).isEmpty();
    assertThat(CapabilityCheck.problems("a/model", Set.of(), local)).isEmpty();
  }

  @Test
  void shouldWantThePlanToNameTheModelThatClassifies() {
    ProviderSettings remote =
        ProviderSettings.of(
            Map.of(
                "millrace.classification.provider", "hugging-face",
                "millrace.classification.model", "b/model"));

    assertThat(CapabilityCheck.problems("a/model", Set.of("similarity"), remote)).hasSize(1);
    assertThat(CapabilityCheck.problems("a/model", Set.of("b/model"), remote)).isEmpty();
  }
}
