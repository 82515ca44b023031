package io.millrace.topology.rows;

import java.util.HashSet;
import java.util.Set;

/**
 * Sends one batch of rows at a time: the next goes out once the rows of this one were read, or
 * enough time has passed.
 *
 * <p>Signals wait in a topic while nothing captures, and Debezium keeps those that it has taken in
 * each of its offsets: so batches are small, and while nobody answers they are few and smaller
 * still. Lives on the heap; after a restart a batch is sent again, which is harmless.
 * Single-threaded.
 */
final class RereadPace {
  private static final int BATCH = 200;
  private static final int PROBE = 10;
  private static final int PROBE_FROM_SILENCE = 2;
  private static final long PATIENCE_MILLIS = 10_000;
  private static final int MOST_DOUBLINGS = 5;

  /** All rows of a window come at once. */
  private static final long GRACE_MILLIS = 1_000;

  private final Set<String> waiting = new HashSet<>();
  private final Set<String> witnesses = new HashSet<>();
  private long deadline;
  private long lastAnswerAt;
  private boolean isAnswered;
  private boolean isCapturing;
  private int sent;
  private int silence;

  /** How many rows the next batch may hold. */
  int batchSize() {
    return silence < PROBE_FROM_SILENCE ? BATCH : PROBE;
  }

  /** Notes that a batch went out. */
  void sent(RereadBatch batch, long now) {
    waiting.addAll(batch.rows());
    witnesses.clear();
    witnesses.addAll(batch.witnesses());
    sent = batch.rows().size();
    isAnswered = false;
    isCapturing = false;
    deadline = now + (PATIENCE_MILLIS << Math.min(silence, MOST_DOUBLINGS));
  }

  /** Notes that a row was read. */
  void answered(String stateKey, long now) {
    if (waiting.remove(stateKey) || witnesses.contains(stateKey)) {
      isAnswered = true;
      lastAnswerAt = now;
      silence = 0;
    }
  }

  /** Notes that a row need not be read any more. */
  void settled(String stateKey) {
    waiting.remove(stateKey);
  }

  /** Whether any row of the batch, or a witness, was read: what was not read was not there. */
  boolean isAnswered() {
    return isAnswered;
  }

  /** Notes that changes are being captured: what is not answered then is no outage. */
  void capturing() {
    isCapturing = true;
  }

  boolean isCapturing() {
    return isCapturing;
  }

  /** Whether the next batch may go out. */
  boolean isOver(long now) {
    return waiting.isEmpty()
        || now >= deadline
        || (isAnswered && now - lastAnswerAt >= GRACE_MILLIS);
  }

  /** Ends the batch; returns the rows that were not read. */
  Set<String> end() {
    // A few rows that go on changing are dropped from every window; many are not.
    boolean isSilent = !isCapturing || sent > PROBE;
    if (!waiting.isEmpty() && !isAnswered && isSilent) {
      silence++;
    }
    Set<String> unanswered = Set.copyOf(waiting);
    waiting.clear();
    return unanswered;
  }
}
