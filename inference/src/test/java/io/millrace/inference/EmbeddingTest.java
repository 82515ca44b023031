package io.millrace.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EmbeddingTest {
  static Stream<float[]> vectorsThatMeanNothing() {
    return Stream.of(
        new float[] {0, 0}, new float[] {Float.NaN, 1}, new float[] {2, 0}, new float[] {});
  }

  @ParameterizedTest
  @MethodSource("vectorsThatMeanNothing")
  void shouldRefuseWhatIsNotOfLengthOne(float[] vector) {
    assertThatThrownBy(() -> new Embedding(vector))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("length 1");
  }

  @Test
  void shouldNotShowTheVector() {
    assertThat(new Embedding(new float[] {0.6f, 0.8f}).toString())
        .isEqualTo("Embedding[dimensions=2]");
  }

  @Test
  void shouldFingerprintEverythingThatChangesVectors() {
    ModelDescription base = new ModelDescription("a/b", "1", 384, 256, "x");

    assertThat(base.fingerprint()).hasSize(16).matches("[0-9a-f]+");
    assertThat(
            Stream.of(
                    base,
                    new ModelDescription("a/c", "1", 384, 256, "x"),
                    new ModelDescription("a/b", "2", 384, 256, "x"),
                    new ModelDescription("a/b", "1", 385, 256, "x"),
                    new ModelDescription("a/b", "1", 384, 257, "x"),
                    new ModelDescription("a/b", "1", 384, 256, "y"))
                .map(ModelDescription::fingerprint))
        .doesNotHaveDuplicates();
  }
}
