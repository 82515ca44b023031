package io.millrace.app.progress;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What waits in one partition.
 *
 * @param source the topic, or the table whose work is held
 * @param partition from 0
 * @param committed the group's position; null: it never committed one, or it is held work
 * @param end the offset after the last record of a finished transaction; null: it is held work
 * @param backlog what waits
 */
public record PartitionLag(
    String source, int partition, @Nullable Long committed, @Nullable Long end, Backlog backlog) {

  /** Whether it holds records, and the group never committed a position. */
  public boolean isWithoutCommit() {
    return end != null && committed == null && !backlog.isEmpty();
  }

  /**
   * The form of a partition in {@code lag --json}.
   *
   * @param now milliseconds since 1970
   */
  Map<String, Object> document(long now) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put(end == null ? "table" : "topic", source);
    document.put("partition", partition);
    if (end != null) {
      document.put("committed", committed);
      document.put("end", end);
    }
    document.put("records", backlog.records());
    document.put("seconds", backlog.seconds(now));
    return document;
  }
}
