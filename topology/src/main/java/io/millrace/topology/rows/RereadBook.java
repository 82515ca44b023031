package io.millrace.topology.rows;

import io.millrace.schemas.RereadReason;
import io.millrace.schemas.store.OpenReread;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says which rows are to be asked for next.
 *
 * <p>A row is asked for again and again, since Debezium drops what it read where the row changes
 * meanwhile. It is given up only when it is gone; or, where somebody asked for it, when it was
 * asked for in vain {@value #MOST_MISSES} times while changes were captured. Single-threaded.
 */
final class RereadBook {
  static final int MOST_MISSES = 20;
  private static final long FIRST_PAUSE_MILLIS = 1_000;
  private static final int MOST_DOUBLINGS = 8;

  private final RereadTable rereads;
  private final RereadPace pace = new RereadPace();
  private final List<GivenUp> givenUp = new ArrayList<>();

  /** A row that was asked for and not found. */
  record GivenUp(String stateKey, OpenReread reread) {}

  RereadBook(RereadTable rereads) {
    this.rereads = rereads;
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
    if (before != null) {
      rereads.remove(stateKey);
      pace.answered(stateKey, now);
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
      rereads.remove(stateKey);
      pace.settled(stateKey);
    }
  }

  private void isThere(String stateKey, OpenReread before) {
    if (before.getMisses() > 0) {
      rereads.put(stateKey, OpenReread.newBuilder(before).setMisses(0).build());
    }
  }

  /** Rows of one table that are to be asked for now; none while others are being waited for. */
  List<String> next(long now) {
    if (!pace.isOver(now)) {
      return List.of();
    }
    pace.end().forEach(stateKey -> putOff(stateKey, now));
    List<String> next = rereads.takeDue(pace.batchSize(), now);
    pace.sent(next, now);
    return next;
  }

  private void putOff(String stateKey, long now) {
    OpenReread before = rereads.get(stateKey);
    if (before == null) {
      return;
    }
    int misses = before.getMisses() + (pace.isCapturing() ? 1 : 0);
    if (misses >= MOST_MISSES && before.getReason() != RereadReason.UNRESOLVED) {
      rereads.remove(stateKey);
      givenUp.add(new GivenUp(stateKey, before));
      return;
    }
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
