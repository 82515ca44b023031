package io.millrace.app.progress;

import io.millrace.app.progress.LagReport.StageLag;
import io.millrace.schemas.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is to be said about the replication slot before it is too late. */
final class SlotWarnings {
  /** Of the limit; below it there is time to act, but not for long. */
  private static final double LEAST_HEADROOM = 0.25;

  private SlotWarnings() {}

  static List<String> of(List<StageLag> lags, Names names) {
    Optional<SlotState> slot =
        lags.stream().flatMap(lag -> lag.detail().slot().stream()).findFirst();
    return slot.map(state -> of(state, names.slotAndPublication())).orElse(List.of());
  }

  private static List<String> of(SlotState slot, String name) {
    List<String> warnings = new ArrayList<>();
    String status = slot.walStatus();
    Long headroom = slot.headroomBytes();
    if ("lost".equals(status)) {
      warnings.add(
          "Slot "
              + name
              + " is lost: PostgreSQL has removed log that was not captured. Drop the slot and"
              + " restart the source connector, which then reads the tables anew.");
    } else if ("unreserved".equals(status)) {
      warnings.add(
          "Slot "
              + name
              + " may be lost at any checkpoint: start the capture now, or raise"
              + " max_slot_wal_keep_size.");
    } else if (headroom != null && headroom < LEAST_HEADROOM * slot.limitBytes()) {
      warnings.add(
          "Slot "
              + name
              + " is lost after another "
              + ByteText.of(headroom)
              + " of log: start the capture, or raise max_slot_wal_keep_size.");
    }
    if (!slot.isActive()) {
      warnings.add(
          "Nobody reads slot "
              + name
              + ": PostgreSQL keeps "
              + ByteText.of(slot.retainedBytes())
              + " of log for it, and its disk fills.");
    }
    return warnings;
  }
}
