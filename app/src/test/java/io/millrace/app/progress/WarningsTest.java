package io.millrace.app.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.app.progress.LagReport.StageLag;
import io.millrace.app.progress.LagReport.State;
import io.millrace.inference.ProviderHealth;
import io.millrace.schemas.Names;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WarningsTest {
  private static final long LIMIT = 1_000L * 1024 * 1024;

  @Test
  void shouldSayNothingOfASlotThatIsReadAndFarFromItsLimit() {
    assertThat(warnings(new SlotState(true, "reserved", LIMIT, 0, 0, LIMIT, 0, 0))).isEmpty();
    assertThat(warnings(new SlotState(true, "reserved", null, 0, 0, -1, 0, 0))).isEmpty();
  }

  @Test
  void shouldWarnBeforeTheSlotIsLost() {
    long headroom = LIMIT / 10;

    assertThat(warnings(new SlotState(true, "extended", headroom, 0, 0, LIMIT, 0, 0)))
        .singleElement()
        .asString()
        .contains("100.0 MB", "max_slot_wal_keep_size");
  }

  @Test
  void shouldSayThatTheSlotIsLostAndWhatToDo() {
    assertThat(warnings(new SlotState(true, "lost", null, 0, 0, LIMIT, 0, 0)))
        .singleElement()
        .asString()
        .contains("is lost", "Drop the slot");
  }

  @Test
  void shouldWarnThatTheDiskFillsWhereNobodyReadsTheSlot() {
    assertThat(warnings(new SlotState(false, "reserved", null, 2_048, 0, -1, 60, 0)))
        .singleElement()
        .asString()
        .contains("Nobody reads slot millrace", "2.0 kB");
  }

  @ParameterizedTest
  @CsvSource({
    "OK,retrying",
    "LIMITED,provider_limited",
    "DOWN,provider_down",
    "REFUSED,provider_refused"
  })
  void shouldNameTheReasonOfRetriesByTheProvider(ProviderHealth.State state, String reason) {
    assertThat(WorkReasons.of(10, 4, state))
        .containsEntry("waiting", 6L)
        .containsEntry(reason, 4L)
        .hasSize(5);
  }

  private static List<String> warnings(SlotState slot) {
    StageLag lag = new StageLag("slot", 0, 0, State.OK, StageDetail.of(slot));
    return SlotWarnings.of(List.of(lag), Names.standard());
  }
}
