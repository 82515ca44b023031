package io.millrace.topology;

import io.millrace.schemas.WorkStatus;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells others what a task holds, through a topic.
 *
 * <p>The first piece of work is told at once, within the transaction that took it in: whoever sees
 * the committed input offset then sees that something is open. Later changes are told at most every
 * {@value #INTERVAL_MILLIS} ms, which errs on the safe side: what is told is then older than what
 * is. Single-threaded.
 */
public final class StatusReporter {
  private static final long INTERVAL_MILLIS = 100;

  private final String stage;
  private final String table;
  private final int partition;
  private final BiConsumer<String, WorkStatus> output;
  private @Nullable WorkStatus told;
  private long toldAt;

  /**
   * @param output takes key and status
   */
  public StatusReporter(
      String stage, String table, int partition, BiConsumer<String, WorkStatus> output) {
    this.stage = stage;
    this.table = table;
    this.partition = partition;
    this.output = output;
  }

  /** Tells what is open if that is news and it is time, or if it must not wait. */
  public void report(OpenWork work, long now) {
    boolean mustNotWait = told == null || (told.getOpen() == 0) != work.isEmpty();
    if (!mustNotWait && now - toldAt < INTERVAL_MILLIS) {
      return;
    }
    WorkStatus status = work.status(stage, table, partition);
    if (!status.equals(told)) {
      output.accept(key(stage, table, partition), status);
      told = status;
    }
    toldAt = now;
  }

  /** The record key of a task's status. */
  public static String key(String stage, String table, int partition) {
    return stage + "/" + table + "/" + partition;
  }
}
