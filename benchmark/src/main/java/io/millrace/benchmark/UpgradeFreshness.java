package io.millrace.benchmark;

import io.millrace.app.local.Installation;
import java.util.List;
import java.util.function.LongPredicate;

/** How long changes took that were made during an upgrade, as each generation's sink reports it. */
record UpgradeFreshness(Installation installation) {
  /**
   * Prints what readers saw before and after a switch from the first generation to the second.
   *
   * @param begun commit times of all changes, rising: milliseconds since 1970
   * @param isRecovering whether a worker was away at such a time
   */
  void printSwitch(List<Long> begun, long switchedAt, LongPredicate isRecovering) {
    LongPredicate isBefore = at -> at < switchedAt;
    printReaders(begun, 1, isBefore, "before the switch");
    printReaders(
        begun, 1, isBefore.and(isRecovering.negate()), "before the switch, outside recoveries");
    printReaders(begun, 2, isBefore.negate(), "after the switch");
    print(2, "all, also before readers saw it", answers(begun, 2).latencies(begun));
  }

  /** Prints some of what readers saw while a generation was the active one. */
  void printReaders(List<Long> begun, int generation, LongPredicate which, String when) {
    List<Long> latencies = answers(begun, generation).latencies(begun, which);
    print(generation, "what readers saw " + when, latencies);
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
