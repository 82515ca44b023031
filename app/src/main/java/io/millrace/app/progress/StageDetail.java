package io.millrace.app.progress;

import io.millrace.app.pause.PauseText;
import io.millrace.schemas.Pause;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of a stage besides seconds and records.
 *
 * @param reasons why pieces of held work wait, with their number; empty: nothing is held
 * @param partitions in which anything may wait; empty for slot and capture
 * @param slot of the stage of this name
 * @param pause that the stage waits for the end of; empty: nobody paused it
 */
public record StageDetail(
    Map<String, Long> reasons,
    List<PartitionLag> partitions,
    Optional<SlotState> slot,
    Optional<Pause> pause) {
  /** Nothing is known. */
  public static final StageDetail NONE = new StageDetail(Map.of(), List.of(), Optional.empty());

  /** Copies the collections. */
  public StageDetail {
    reasons = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(reasons));
    partitions = List.copyOf(partitions);
  }

  /** What is known of a stage that nobody paused. */
  public StageDetail(
      Map<String, Long> reasons, List<PartitionLag> partitions, Optional<SlotState> slot) {
    this(reasons, partitions, slot, Optional.empty());
  }

  /** What is known of a slot. */
  public static StageDetail of(SlotState slot) {
    return new StageDetail(Map.of(), List.of(), Optional.of(slot));
  }

  /** How many partitions hold records of which the group never committed a position. */
  public long withoutCommit() {
    return partitions.stream().filter(PartitionLag::isWithoutCommit).count();
  }

  Map<String, Object> document() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("partitions_without_commit", withoutCommit());
    if (!reasons.isEmpty()) {
      document.put("reasons", reasons);
    }
    slot.ifPresent(state -> document.putAll(state.document()));
    pause.ifPresent(by -> document.put("paused", PauseText.document(by)));
    return document;
  }

  /**
   * One entry for each partition, as {@code lag --json --partitions} shows them.
   *
   * @param now milliseconds since 1970
   */
  List<Map<String, Object>> partitionDocuments(long now) {
    return partitions.stream().map(partition -> partition.document(now)).toList();
  }
}
