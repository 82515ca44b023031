package io.millrace.topology.runtime;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the restoring of an application's stores and logs when it begins and ends: one line each,
 * not one for each partition of each store. Threadsafe.
 */
final class RestoreWatch implements StateRestoreListener {
  private static final Logger LOG = LoggerFactory.getLogger(RestoreWatch.class);

  private final String application;
  private final LongSupplier nanoTime;
  private final Map<TopicPartition, Long> open = new HashMap<>();
  private long records;
  private int stores;
  private long begunAt;

  RestoreWatch(String application, LongSupplier nanoTime) {
    this.application = application;
    this.nanoTime = nanoTime;
  }

  /** How many partitions of stores are being restored now. */
  synchronized int restoring() {
    return open.size();
  }

  @Override
  public synchronized void onRestoreStart(
      TopicPartition partition, String store, long startOffset, long endOffset) {
    if (endOffset <= startOffset) {
      return; // it is whole already
    }
    if (open.isEmpty()) {
      begunAt = nanoTime.getAsLong();
      records = 0;
      stores = 0;
      LOG.atInfo()
          .addKeyValue("event", "restore_begun")
          .addKeyValue("application", application)
          .log("stores are being restored");
    }
    stores++;
    open.put(partition, endOffset);
  }

  @Override
  public synchronized void onBatchRestored(
      TopicPartition partition, String store, long batchEndOffset, long restored) {
    records += restored;
  }

  @Override
  public synchronized void onRestoreEnd(
      TopicPartition partition, String store, long totalRestored) {
    close(partition);
  }

  @Override
  public synchronized void onRestoreSuspended(
      TopicPartition partition, String store, long totalRestored) {
    close(partition);
  }

  private void close(TopicPartition partition) {
    if (open.remove(partition) == null || !open.isEmpty()) {
      return;
    }
    LOG.atInfo()
        .addKeyValue("event", "restore_ended")
        .addKeyValue("application", application)
        .addKeyValue("stores", stores)
        .addKeyValue("records", records)
        .addKeyValue("duration_ms", Duration.ofNanos(nanoTime.getAsLong() - begunAt).toMillis())
        .log("stores are restored");
  }
}
