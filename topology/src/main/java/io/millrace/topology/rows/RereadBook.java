package io.millrace.topology.rows;

import io.millrace.schemas.RereadReason;
import io.millrace.schemas.store.OpenReread;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Says which rows are to be asked for next.
 *
 * <p>A row is asked for again and again, since Debezium drops what it read where the row changes
 * meanwhile. It is given up only when it is gone: when its deletion was captured, or, for a
 * deletion in a log that is lost, when other rows of its table were read with it, it was not among
 * them and it did not change, {@value #ENOUGH_READINGS} times. Where no other row is known, one
 * that somebody asked for is given up when it was asked for in vain {@value #MOST_MISSES} times
 * while changes were captured. Should a row that was given up be read after all, nothing is lost:
 * it is taken as any row is. Single-threaded.
 */
final class RereadBook {
  static final int ENOUGH_READINGS = 3;
  static final int MOST_MISSES = 20;
  private static final long FIRST_PAUSE_MILLIS = 1_000;
  private static final int MOST_DOUBLINGS = 8;

  private final RereadTable rereads;
  private final Witnesses witnesses;
  private final RereadPace pace = new RereadPace();

  /**
   * How often a row was missing where others were read, since it last changed: Debezium drops a row
   * that changes while it is read. After a restart it is counted anew.
   */
  private final Map<String, Integer> readings = new HashMap<>();

  private final List<GivenUp> givenUp = new ArrayList<>();

  /**
   * A row that was asked for and not found.
   *
   * @param misses how often in vain
   * @param isGone whether others of its table were read and it was not
   */
  record GivenUp(String stateKey, OpenReread reread, int misses, boolean isGone) {
    /** Whether somebody wants to have it, and is to be told. */
    boolean isWanted() {
      return reread.getReason() == RereadReason.RETRY || reread.getReason() == RereadReason.REPAIR;
    }

    /** Whether the database has it no more either, and it is to be forgotten. */
    boolean isToBeForgotten() {
      return isGone && reread.getReason() == RereadReason.GONE;
    }
  }

  RereadBook(RereadTable rereads, Witnesses witnesses) {
    this.rereads = rereads;
    this.witnesses = witnesses;
  }

  /** Somebody asks for a row. */
  void ask(String stateKey, OpenReread request) {
    OpenReread before = rereads.get(stateKey);
    if (before == null) {
      rereads.put(stateKey, request);
    } else if (before.getReason() == RereadReason.UNRESOLVED) {
      rereads.put(stateKey, OpenReread.newBuilder(before).setReason(request.getReason()).build());
    }
  }

  /**
   * A row was read from its table.
   *
   * @return what had asked for it; null: nobody
   */
  @Nullable OpenReread answer(String stateKey, long now) {
    OpenReread before = rereads.get(stateKey);
    pace.answered(stateKey, now);
    if (before != null) {
      forget(stateKey);
    }
    return before;
  }

  /** A change came that left out a text that is not known. */
  void unresolved(String stateKey, OpenReread request) {
    pace.capturing();
    OpenReread before = rereads.get(stateKey);
    if (before == null) {
      rereads.put(stateKey, request);
    } else {
      isThere(stateKey, before);
    }
  }

  /** A change came after which all texts are known. */
  void resolved(String stateKey) {
    pace.capturing();
    OpenReread before = rereads.get(stateKey);
    if (before == null) {
      return;
    }
    if (before.getReason() == RereadReason.UNRESOLVED) {
      gone(stateKey);
    } else {
      isThere(stateKey, before);
    }
  }

  /** A row need not be read. */
  void gone(String stateKey) {
    if (rereads.get(stateKey) != null) {
      forget(stateKey);
      pace.settled(stateKey);
    }
  }

  private void forget(String stateKey) {
    rereads.remove(stateKey);
    readings.remove(stateKey);
  }

  private void isThere(String stateKey, OpenReread before) {
    readings.remove(stateKey);
    if (before.getMisses() > 0) {
      rereads.put(stateKey, OpenReread.newBuilder(before).setMisses(0).build());
    }
  }

  /** Rows of one table that are to be asked for now; none while others are being waited for. */
  RereadBatch next(long now) {
    if (!pace.isOver(now)) {
      return RereadBatch.NONE;
    }
    pace.end().forEach(stateKey -> settle(stateKey, now));
    List<String> rows = rereads.takeDue(pace.batchSize(), now);
    if (rows.isEmpty()) {
      return RereadBatch.NONE;
    }
    RereadBatch batch = new RereadBatch(rows, witnesses.besides(StateKey.table(rows.get(0)), rows));
    pace.sent(batch, now);
    return batch;
  }

  /** A row of the last batch was not read. */
  private void settle(String stateKey, long now) {
    OpenReread before = rereads.get(stateKey);
    if (before == null) {
      return;
    }
    boolean isMissing = pace.isAnswered();
    int misses = before.getMisses() + (isMissing || pace.isCapturing() ? 1 : 0);
    boolean isGone = isMissing && readings.merge(stateKey, 1, Integer::sum) >= ENOUGH_READINGS;
    boolean isHopeless = misses >= MOST_MISSES && before.getReason() != RereadReason.UNRESOLVED;
    if (isGone || isHopeless) {
      forget(stateKey);
      givenUp.add(new GivenUp(stateKey, before, misses, isGone));
    } else {
      putOff(stateKey, before, misses, now);
    }
  }

  private void putOff(String stateKey, OpenReread before, int misses, long now) {
    long pause = FIRST_PAUSE_MILLIS << Math.min(misses, MOST_DOUBLINGS);
    rereads.put(
        stateKey,
        OpenReread.newBuilder(before).setMisses(misses).setNextAttemptAt(now + pause).build());
  }

  /** Rows that were given up since this was asked last. */
  List<GivenUp> takeGivenUp() {
    List<GivenUp> taken = List.copyOf(givenUp);
    givenUp.clear();
    return taken;
  }
}
