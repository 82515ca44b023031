package io.millrace.app.upgrade;

import io.millrace.app.UserException;
import io.millrace.app.local.Installation;
import io.millrace.app.local.PlannedGeneration;
import io.millrace.app.progress.PipelineWait;
import io.millrace.app.progress.PipelineWaits;
import io.millrace.connectors.GenerationCoverage;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a generation may become the active one: everything that was committed before is answered
 * by it, scores included. While somebody edits, some input is always young: only what stays
 * unanswered counts.
 */
final class Readiness {
  private static final int MOST_OPEN = 10_000;
  private static final Duration LONGEST_YOUNG = Duration.ofSeconds(10);
  private static final long PAUSE_MILLIS = 200;

  private final Installation installation;
  private final Connection connection;
  private final PlannedGeneration generation;

  Readiness(Installation installation, Connection connection, PlannedGeneration generation) {
    this.installation = installation;
    this.connection = connection;
    this.generation = generation;
  }

  /**
   * Waits until it is.
   *
   * @throws UserException if it is not in time; it says what is missing
   */
  void refuseUnready(Duration timeout) throws SQLException {
    Optional<PipelineWait.Held> held = PipelineWaits.await(installation, generation, timeout);
    if (held.isPresent()) {
      throw UserException.failure(
          ("Generation %d is not complete: its stage %s holds %d records; wait (see 'millrace"
                  + " upgrade status'), or give --force.")
              .formatted(generation.number(), held.get().stage(), held.get().records()));
    }
    Set<String> open = open();
    Instant limit = Instant.now().plus(LONGEST_YOUNG);
    while (!open.isEmpty() && Instant.now().isBefore(limit)) {
      pause();
      open.retainAll(open());
    }
    if (!open.isEmpty()) {
      throw UserException.failure(
          ("Generation %d is not complete: %d results are missing or of older text, such as that of"
                  + " %s; see 'millrace upgrade status' and the failure list, or give --force.")
              .formatted(
                  generation.number(), open.size(), open.stream().sorted().findFirst().orElse("")));
    }
  }

  private Set<String> open() throws SQLException {
    return new GenerationCoverage(connection, generation.plan(), installation.names())
        .open(generation.generation(), MOST_OPEN);
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw UserException.failure("interrupted while waiting for results", e);
    }
  }
}
