package io.millrace.app.progress;

import java.time.Duration;
import java.util.Map;

/** How long Kafka's clients wait for a broker. */
final class KafkaPatience {
  private KafkaPatience() {}

  /**
   * Settings of a client that gives up after a time.
   *
   * @param limit of one call, from a second
   */
  static Map<String, Object> settings(Duration limit) {
    int millis = Math.toIntExact(limit.toMillis());
    return Map.of(
        "default.api.timeout.ms", millis,
        "request.timeout.ms", millis,
        "reconnect.backoff.max.ms", 500);
  }
}
