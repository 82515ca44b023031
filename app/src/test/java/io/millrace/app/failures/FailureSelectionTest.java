package io.millrace.app.failures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.app.UserException;
import io.millrace.app.rereads.RowAddress;
import io.millrace.schemas.Failure;
import io.millrace.schemas.FailureStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailureSelectionTest {
  @Test
  void shouldTakeWhatFollowsTheFirstSlashForTheKey() {
    assertThat(FailureSelection.OfRow.parse("profiles/a/b").row())
        .isEqualTo(new RowAddress("profiles", "a/b"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"profiles", "/7", "profiles/", ""})
  void shouldRefuseWhatIsNoRow(String address) {
    assertThatThrownBy(() -> FailureSelection.OfRow.parse(address))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("TABLE/KEY");
  }

  @Test
  void shouldSelectByRowAndByReason() {
    FailureEntry entry = entry("profiles", "7", "no_tokens");

    assertThat(new FailureSelection.All().includes(entry)).isTrue();
    assertThat(new FailureSelection.OfReason("no_tokens").includes(entry)).isTrue();
    assertThat(new FailureSelection.OfReason("other").includes(entry)).isFalse();
    assertThat(FailureSelection.OfRow.parse("profiles/7").includes(entry)).isTrue();
    assertThat(FailureSelection.OfRow.parse("profiles/70").includes(entry)).isFalse();
  }

  @Test
  void shouldSayEverythingThatIsKnown() {
    FailureEntry entry = entry("profiles", "7", "no_tokens");

    assertThat(entry.text())
        .contains("1970-01-01T00:00:02Z", "model", "no_tokens", "profiles/7", "2 times", "hash");
    assertThat(entry.document())
        .containsEntry("column", "embedding_seeking")
        .containsEntry("stage", "model")
        .containsEntry("first_at", "1970-01-01T00:00:01Z");
  }

  private static FailureEntry entry(String table, String key, String reason) {
    return new FailureEntry(
        table + "/" + key,
        new Failure(
            table,
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
            2_000L));
  }
}
