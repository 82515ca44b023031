package io.millrace.app.failures;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.schemas.Failure;
import io.millrace.schemas.FailureStage;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailureGroupTest {
  @Test
  void shouldPutTogetherWhatIsAlike_theLargestFirst_withoutRows_invariant9() {
    List<FailureGroup> groups =
        FailureGroup.of(
            List.of(
                entry("secret-1", "too_large", 5_000),
                entry("secret-2", "no_tokens", 3_000),
                entry("secret-3", "no_tokens", 9_000)));

    assertThat(groups)
        .containsExactly(
            new FailureGroup("profiles", "embedding_seeking", "no_tokens", 2, 9_000),
            new FailureGroup("profiles", "embedding_seeking", "too_large", 1, 5_000));
    assertThat(groups.get(0).document().toString()).doesNotContain("secret");
  }

  private static FailureEntry entry(String key, String reason, long at) {
    return new FailureEntry(
        key,
        new Failure(
            "profiles",
            key,
            "embedding_seeking",
            1,
            "hash",
            "version",
            FailureStage.MODEL,
            reason,
            "The model saw nothing.",
            2,
            1_000L,
            at));
  }
}
