package io.millrace.app.progress;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What PostgreSQL says of a replication slot.
 *
 * @param isActive whether a connector reads it
 * @param walStatus {@code reserved}, {@code extended}, {@code unreserved} or {@code lost}; null:
 *     nothing was ever read
 * @param headroomBytes of log that may still be written before the slot may be lost; null: no limit
 *     is set
 * @param retainedBytes of log that PostgreSQL keeps for it
 * @param unconfirmedBytes of log that are not confirmed yet
 * @param limitBytes {@code max_slot_wal_keep_size}; negative: none
 * @param beatAgeSeconds since Debezium's last heartbeat was committed; 0: never
 * @param now by PostgreSQL's clock, milliseconds since 1970
 */
public record SlotState(
    boolean isActive,
    @Nullable String walStatus,
    @Nullable Long headroomBytes,
    long retainedBytes,
    long unconfirmedBytes,
    long limitBytes,
    double beatAgeSeconds,
    long now) {

  /** The slot's fields in {@code lag --json}. */
  Map<String, Object> document() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("retained_bytes", retainedBytes);
    document.put("unconfirmed_bytes", unconfirmedBytes);
    document.put("wal_status", walStatus);
    document.put("headroom_bytes", headroomBytes);
    return document;
  }
}
