package io.millrace.stack;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * Where Kafka is and how a client enters. Immutable.
 *
 * @param bootstrapServers brokers as host:port, by comma
 * @param client further properties of a Kafka client, such as {@code security.protocol}; their
 *     values are never printed by {@link #toString()}
 */
public record KafkaAccess(String bootstrapServers, Map<String, String> client) {

  /** Copies the map. */
  public KafkaAccess {
    client = Map.copyOf(client);
  }

  /** Brokers that ask for nothing. */
  public static KafkaAccess plain(String bootstrapServers) {
    return new KafkaAccess(bootstrapServers, Map.of());
  }

  /** Returns the properties that every client begins with, the caller's to add to. */
  public Map<String, Object> properties() {
    Map<String, Object> properties = new HashMap<>(client);
    properties.put("bootstrap.servers", bootstrapServers);
    return properties;
  }

  @Override
  public String toString() {
    return bootstrapServers + " with " + new TreeSet<>(client.keySet());
  }
}
