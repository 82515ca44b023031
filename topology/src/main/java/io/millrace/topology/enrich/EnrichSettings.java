package io.millrace.topology.enrich;

import java.time.Duration;

/**
 * How the enrich application paces its work.
 *
 * @param tick how often results are drained and work is handed out
 * @param rowDeadline how long a row's first answer waits for the row's others
 * @param freshAge changes that come in longer than this after their commit are backlog
 * @param inFlight pieces of work that each task of a partition may have at its model at once, from
 *     1
 */
public record EnrichSettings(Duration tick, Duration rowDeadline, Duration freshAge, int inFlight) {
  public EnrichSettings {
    if (inFlight < 1) {
      throw new IllegalArgumentException("at least one piece of work must be in flight");
    }
  }

  public static EnrichSettings defaults() {
    return new EnrichSettings(
        Duration.ofMillis(10), Duration.ofMillis(500), Duration.ofSeconds(60), 64);
  }
}
