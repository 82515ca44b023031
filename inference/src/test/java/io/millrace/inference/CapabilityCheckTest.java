package io.millrace.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CapabilityCheckTest {
  private static final ModelDescription MODEL = new ModelDescription("a/model", "1", 384, 256, "x");

  @Test
  void shouldFindNothingWhereAllFits() {
    assertThat(CapabilityCheck.problems("a/model", MODEL, Map.of("t.c", 384))).isEmpty();
  }

  @Test
  void shouldNameEachColumnOfOtherDimensionsAndWhatToDo() {
    assertThat(CapabilityCheck.problems("a/model", MODEL, Map.of("t.b", 768, "t.a", 384, "t.c", 3)))
        .satisfiesExactly(
            first -> assertThat(first).contains("t.b", "768", "384", "millrace upgrade"),
            second -> assertThat(second).startsWith("t.c"));
  }

  @Test
  void shouldRefuseAnotherModelThanThePlans() {
    assertThat(CapabilityCheck.problems("b/model", MODEL, Map.of()))
        .singleElement()
        .asString()
        .contains("a/model", "b/model", "embedding_model");
  }

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
