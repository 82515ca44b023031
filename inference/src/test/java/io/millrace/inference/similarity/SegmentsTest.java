package io.millrace.inference.similarity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SegmentsTest {
  @Test
  void shouldCutEnumerationsIntoTheirItems() {
    assertThat(
            Segments.of("A course (video), talks and a book; $3.50 a month – cancel anytime\nSI"))
        .containsExactly("A course", "video", "talks", "a book", "$3.50 a month", "cancel anytime");
  }

  @Test
  void shouldTakeLinearTimeForLongRunsOfSigns() {
    assertThat(Segments.of("x" + ".".repeat(200_000) + "y").size()).isEqualTo(1);
  }
}
