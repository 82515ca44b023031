package io.millrace.topology.runtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * How one application of an instance fares, as its engine says. Holds names and numbers only, never
 * anything of a row (invariant 9).
 *
 * @param state the engine's word for it, such as {@code REBALANCING}
 * @param threads its stream threads
 * @param expectedThreads how many it was told to have
 * @param restoringStores partitions of stores that are being read from their changelog
 */
public record ApplicationHealth(
    String application,
    String state,
    List<ThreadHealth> threads,
    int expectedThreads,
    int restoringStores) {
  private static final String RUNNING = "RUNNING";

  /** No way leads back from these but a new process. */
  private static final Set<String> FOR_GOOD = Set.of("ERROR", "PENDING_ERROR", "NOT_RUNNING");

  public ApplicationHealth {
    threads = List.copyOf(threads);
  }

  /** Whether its stores are restored and it works. */
  public boolean isReady() {
    return state.equals(RUNNING);
  }

  /**
   * Why the process is to be started again; empty: it lives. A process that waits, such as for a
   * provider or for Kafka, lives: another start would not mend that.
   *
   * @param longestPoll how long a thread may take from one poll to the next
   */
  List<String> faults(Duration longestPoll) {
    List<String> faults = new ArrayList<>();
    if (FOR_GOOD.contains(state)) {
      faults.add("%s is %s and will not recover".formatted(application, state));
      return faults;
    }
    long alive = threads.stream().filter(thread -> !thread.isDead()).count();
    if (alive < expectedThreads) {
      faults.add("%s has %d of %d stream threads".formatted(application, alive, expectedThreads));
    }
    threads.stream()
        .filter(thread -> !thread.isDead())
        .filter(thread -> thread.secondsSincePoll() > longestPoll.toSeconds())
        .map(
            thread ->
                "%s: %s has not polled for %d s"
                    .formatted(application, thread.name(), (long) thread.secondsSincePoll()))
        .forEach(faults::add);
    return faults;
  }

  /** Why it does not work yet; empty: it does. */
  List<String> hindrances() {
    if (isReady()) {
      return List.of();
    }
    String restoring =
        restoringStores == 0
            ? ""
            : ", %d partitions of stores to restore".formatted(restoringStores);
    return List.of("%s is %s%s".formatted(application, state, restoring));
  }
}
