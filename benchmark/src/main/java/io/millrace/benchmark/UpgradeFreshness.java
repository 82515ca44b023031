package io.millrace.benchmark;

import io.millrace.app.local.Installation;
import java.util.List;
import java.util.function.LongPredicate;

/** How long changes took that were made during an upgrade, as each generation's sink reports it. */
record UpgradeFreshness(Installation installation) {
  /**
   * Prints what readers saw of the first generation while a second one was made.
   *
   * @param begun commit times of all changes, rising: milliseconds since 1970
   * @param isBefore whether such a time counts
   * @param isRecovering whether a worker was away at such a time
   */
  void printBefore(List<Long> begun, LongPredicate isBefore, LongPredicate isRecovering) {
    Answers first = answers(begun, 1);
    print(1, "what readers saw before the switch", first.latencies(begun, isBefore));
    print(
        1,
        "what readers saw before the switch, outside recoveries",
        first.latencies(begun, isBefore.and(isRecovering.negate())));
  }

  /** Prints what readers saw of the second generation after the switch to it. */
  void printAfter(List<Long> begun, long switchedAt) {
    Answers second = answers(begun, 2);
    print(2, "what readers saw after the switch", second.latencies(begun, at -> at >= switchedAt));
    print(2, "all, also before readers saw it", second.latencies(begun));
  }

  /** Prints what readers saw of the first generation after the way back to it. */
  void printRollback(List<Long> begun, long switchedAt) {
    print(
        1,
        "what readers saw after the rollback",
        answers(begun, 1).latencies(begun, at -> at >= switchedAt));
  }

  private Answers answers(List<Long> begun, int generation) {
    String sink = installation.names().sinkConnector(generation);
    return SinkReports.read(installation, "profiles", begun.get(0), sink::equals);
  }

  private static void print(int generation, String which, List<Long> latencies) {
    System.out.printf(
        "generation %d, %s: %s (%d changes)%n",
        generation, which, Percentiles.of(latencies).line(), latencies.size());
  }
}
