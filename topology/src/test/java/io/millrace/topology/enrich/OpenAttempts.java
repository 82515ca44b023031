package io.millrace.topology.enrich;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What a test expects of work that was put off: how often it was tried, and when not again. */
final class OpenAttempts {
  private final Map<String, Integer> attempts = new HashMap<>();
  private final Map<String, Long> notBefore = new HashMap<>();
  private final Map<String, WorkStep.PutOff> untold = new HashMap<>();
  private final Set<String> answered = new HashSet<>();

  /** A model put a text off; the work table learns of it at its next tick. */
  void putOff(String text, WorkStep.PutOff how) {
    untold.put(text, how);
  }

  /** A model answered or refused a text; the work table learns of it at its next tick. */
  void answered(String text) {
    answered.add(text);
  }

  /** Answers that nobody has taken yet are lost. */
  void restart() {
    untold.clear();
    answered.clear();
  }

  /**
   * The work table drains what came back.
   *
   * @param present texts that rows still have
   */
  void tick(long now, Set<String> present) {
    keep(present);
    untold.keySet().retainAll(present);
    answered.retainAll(present);
    untold.forEach(
        (text, how) -> {
          notBefore.put(text, now + how.millis());
          attempts.merge(text, how.isAsked() ? 1 : 0, Integer::sum);
        });
    untold.clear();
    attempts.keySet().removeAll(answered);
    notBefore.keySet().removeAll(answered);
    answered.clear();
  }

  /**
   * Forgets texts that no row has any more: when they come back they are new. What a model said of
   * one meanwhile counts all the same if it is back by the next tick: it was asked for that text.
   */
  void keep(Set<String> present) {
    attempts.keySet().retainAll(present);
    notBefore.keySet().retainAll(present);
  }

  /** Texts that were put off and not asked since. */
  Set<String> texts() {
    return new HashSet<>(attempts.keySet());
  }

  int attempts(String text) {
    return attempts.getOrDefault(text, 0);
  }

  long notBefore(String text) {
    return notBefore.getOrDefault(text, 0L);
  }
}
