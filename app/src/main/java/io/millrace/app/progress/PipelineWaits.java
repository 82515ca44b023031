package io.millrace.app.progress;

import io.millrace.app.UserException;
import io.millrace.app.local.Installation;
import io.millrace.app.local.PlannedGeneration;
import io.millrace.app.local.Registry;
import io.millrace.stack.StackEnvironment;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Waits for the pipeline of an installation. */
public final class PipelineWaits {
  private PipelineWaits() {}

  /**
   * Waits until every change committed before the call is answered by the active generation.
   *
   * @return what held it up when time ran out; empty: all is answered
   */
  public static Optional<PipelineWait.Held> await(Installation installation, Duration timeout) {
    return await(installation, PlannedGeneration.active(installation), timeout);
  }

  /** The same by any generation that is computed. */
  public static Optional<PipelineWait.Held> await(
      Installation installation, PlannedGeneration generation, Duration timeout) {
    StackEnvironment environment = installation.environment();
    try (Connection connection = installation.connect();
        StageProgress progress =
            new StageProgress(
                environment.kafka(), Registry.settings(environment), installation.names())) {
      return new PipelineWait(
              new SlotProgress(connection, installation.names()),
              progress,
              PipelineStages.of(generation.plan(), installation.names(), generation.number()),
              Clock.systemUTC())
          .await(timeout);
    } catch (SQLException e) {
      throw UserException.failure("The database refused a query: " + e.getMessage(), e);
    }
  }
}
