package io.millrace.app.local;

import io.millrace.app.UserException;
import io.millrace.connectors.CaptureState;
import io.millrace.connectors.CaptureState.Slot;
import io.millrace.stack.Progress;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Has the tables read anew where changes may be missing: the slot is lost or gone, or the
 * publication was changed. The connector then starts as it did the first time. Rows that did not
 * change cost no model call and no write. Not threadsafe.
 */
final class CaptureRepair {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final long POLL_MILLIS = 200;

  private final CaptureState capture;
  private final String connector;
  private final ConnectClient connect;
  private final Progress progress;

  /**
   * @param connector the source connector's name
   * @param connect must answer
   */
  CaptureRepair(CaptureState capture, String connector, ConnectClient connect, Progress progress) {
    this.capture = capture;
    this.connector = connector;
    this.connect = connect;
    this.progress = progress;
  }

  /**
   * Looks, and repairs where it must; a repair that was interrupted is begun anew by the next.
   *
   * @throws UserException if the connector does not let go of the slot
   */
  void run() throws SQLException {
    Optional<String> reason = reason();
    if (reason.isPresent()) {
      progress.say("Reading the tables anew: " + reason.get() + " …");
      startAnew();
    }
    if (capture.isPublicationChanged()) {
      capture.forgetChange();
    }
  }

  /** Why a connector that ran before must begin anew. */
  private Optional<String> reason() throws SQLException {
    return switch (capture.slot()) {
      case LOST -> Optional.of("the replication slot is lost");
      case ABSENT ->
          connect.names().contains(connector)
              ? Optional.of("the replication slot is gone")
              : Optional.empty();
      case IDLE, ACTIVE ->
          capture.isPublicationChanged()
              ? Optional.of("the publication was changed")
              : Optional.empty();
    };
  }

  private void startAnew() throws SQLException {
    connect.stop(connector);
    awaitFree();
    if (capture.slot() != Slot.ABSENT) {
      capture.dropSlot();
    }
    connect.forgetOffsets(connector);
    connect.resume(connector);
  }

  private void awaitFree() throws SQLException {
    Instant limit = Instant.now().plus(LIMIT);
    while (capture.slot() == Slot.ACTIVE || isRunning()) {
      if (Instant.now().isAfter(limit)) {
        throw UserException.failure(
            "Connector "
                + connector
                + " does not let go of the replication slot; run 'millrace down', then 'millrace"
                + " up'.");
      }
      try {
        Thread.sleep(POLL_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw UserException.failure("interrupted while the connector stops", e);
      }
    }
  }

  private boolean isRunning() {
    return connect
        .status(connector)
        .filter(status -> !status.state().equals("STOPPED"))
        .isPresent();
  }
}
