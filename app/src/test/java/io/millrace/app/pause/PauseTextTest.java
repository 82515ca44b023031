package io.millrace.app.pause;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.schemas.Pause;
import org.junit.jupiter.api.Test;

class PauseTextTest {
  private static final long NOON = 1_764_331_200_999L;

  @Test
  void shouldSayWhoSinceWhenAndWhy() {
    assertThat(PauseText.of(new Pause("ann", NOON, "a new contract")))
        .isEqualTo("by ann since 2025-11-28T12:00:00Z (a new contract)");
    assertThat(PauseText.of(new Pause("ann", NOON, "")))
        .isEqualTo("by ann since 2025-11-28T12:00:00Z");
  }

  @Test
  void shouldKnowWhichStageWaitsForWhat() {
    assertThat(PausedPart.ofStage("model")).contains(PausedPart.MODELS);
    assertThat(PausedPart.ofStage("sink")).contains(PausedPart.WRITING);
    assertThat(PausedPart.ofStage("score")).isEmpty();
    assertThat(PausedPart.of("writing")).contains(PausedPart.WRITING);
    assertThat(PausedPart.of("of a later version")).isEmpty();
  }
}
