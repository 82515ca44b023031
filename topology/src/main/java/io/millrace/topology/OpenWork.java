package io.millrace.topology;

import io.millrace.schemas.OpenInput;
import io.millrace.schemas.WorkStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a task still holds, kept so that the oldest piece is known at once (invariant 8). An index
 * over a store, rebuilt from it. Single-threaded.
 */
public final class OpenWork {
  private final Map<String, Piece> pieces = new HashMap<>();
  private final TreeMap<Long, Integer> causes = new TreeMap<>();
  private final Map<String, TreeMap<Long, Integer>> offsets = new HashMap<>();
  private long retrying;

  private record Piece(String topic, long offset, long causedAt, boolean isRetrying) {}

  /**
   * Notes an open piece of work, in place of what was noted under its key.
   *
   * @param topic input topic of the record that asked for it
   * @param offset offset of the oldest record that it answers
   * @param causedAt commit time of the oldest change that it answers, milliseconds since 1970
   */
  public void put(String key, String topic, long offset, long causedAt, boolean isRetrying) {
    remove(key);
    pieces.put(key, new Piece(topic, offset, causedAt, isRetrying));
    causes.merge(causedAt, 1, Integer::sum);
    offsets.computeIfAbsent(topic, name -> new TreeMap<>()).merge(offset, 1, Integer::sum);
    retrying += isRetrying ? 1 : 0;
  }

  /** Forgets a piece; does nothing if there is none under this key. */
  public void remove(String key) {
    Piece piece = pieces.remove(key);
    if (piece != null) {
      decrement(causes, piece.causedAt());
      TreeMap<Long, Integer> ofTopic = offsets.getOrDefault(piece.topic(), new TreeMap<>());
      decrement(ofTopic, piece.offset());
      retrying -= piece.isRetrying() ? 1 : 0;
    }
  }

  /** Commit time of the oldest change that a piece answers; null: there is no such piece. */
  public @Nullable Long causedAt(String key) {
    Piece piece = pieces.get(key);
    return piece == null ? null : piece.causedAt();
  }

  public boolean isEmpty() {
    return pieces.isEmpty();
  }

  /** Forgets everything. */
  public void clear() {
    pieces.clear();
    causes.clear();
    offsets.clear();
    retrying = 0;
  }

  /** The status that tells it to others. */
  public WorkStatus status(String stage, String table, int partition) {
    List<OpenInput> inputs = new ArrayList<>();
    offsets.forEach(
        (topic, ofTopic) -> {
          if (!ofTopic.isEmpty()) {
            inputs.add(new OpenInput(topic, ofTopic.firstKey()));
          }
        });
    Long oldest = causes.isEmpty() ? null : causes.firstKey();
    return WorkStatus.newBuilder()
        .setStage(stage)
        .setTable(table)
        .setPartition(partition)
        .setOpen(pieces.size())
        .setRetrying(retrying)
        .setOldestCausedAt(oldest)
        .setInputs(inputs)
        .build();
  }

  private static void decrement(Map<Long, Integer> counts, long value) {
    counts.computeIfPresent(value, (same, count) -> count == 1 ? null : count - 1);
  }
}
