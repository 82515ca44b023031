package io.millrace.app.pause;

import io.millrace.app.UserException;
import io.millrace.app.local.ConnectClient;
import io.millrace.app.local.ConnectClient.ConnectorStatus;
import io.millrace.schemas.Names;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/** The sink connectors of all generations; that they are paused is kept by Connect. */
final class PausedSinks {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final long POLL_MILLIS = 100;

  private final ConnectClient connect;
  private final Names names;

  PausedSinks(ConnectClient connect, Names names) {
    this.connect = connect;
    this.names = names;
  }

  /** Pauses them; returns when none of them writes any more. */
  void pause() {
    List<String> sinks = sinks();
    sinks.forEach(connect::pause);
    sinks.forEach(sink -> await(sink, ConnectorStatus::isPaused));
  }

  /**
   * Has them go on; returns when none of them is paused any more.
   *
   * @return whether any was paused
   */
  boolean resume() {
    List<String> paused = sinks().stream().filter(this::isPaused).toList();
    paused.forEach(connect::resume);
    paused.forEach(sink -> await(sink, status -> !status.isPaused()));
    return !paused.isEmpty();
  }

  private List<String> sinks() {
    return connect.names().stream().filter(names::isSinkConnector).toList();
  }

  private boolean isPaused(String sink) {
    return connect.status(sink).filter(ConnectorStatus::isPaused).isPresent();
  }

  private void await(String sink, Predicate<ConnectorStatus> condition) {
    Instant limit = Instant.now().plus(LIMIT);
    while (connect.status(sink).filter(condition).isEmpty()) {
      if (Instant.now().isAfter(limit)) {
        throw UserException.failure(
            "Connector %s did not do as it was told within %d s; see 'millrace status'."
                .formatted(sink, LIMIT.toSeconds()));
      }
      try {
        Thread.sleep(POLL_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw UserException.failure("interrupted while waiting for Connect", e);
      }
    }
  }
}
