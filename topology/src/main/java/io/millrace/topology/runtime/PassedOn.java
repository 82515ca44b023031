package io.millrace.topology.runtime;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** Settings that are handed to somebody else's client as they are, without their prefix. */
public enum PassedOn {
  /**
   * How Kafka's clients enter. Only what all of them know: encryption, login, patience. The rest,
   * such as the isolation level, is decided here, and guarantees rest on it.
   */
  KAFKA("millrace.kafka."),
  /** Properties of the registry's serializers. */
  REGISTRY("millrace.registry.client.");

  private static final Set<String> DECIDED_HERE = Set.of("bootstrap.servers", "client.id");

  private final String prefix;

  PassedOn(String prefix) {
    this.prefix = prefix;
  }

  /** What these keys begin with. */
  public String prefix() {
    return prefix;
  }

  /** The properties that are handed on. */
  public Map<String, String> of(Map<String, String> settings) {
    Map<String, String> passed = new TreeMap<>();
    settings.forEach(
        (key, value) -> {
          if (key.startsWith(prefix)) {
            passed.put(key.substring(prefix.length()), value);
          }
        });
    return passed;
  }

  /** Why a key with this prefix is refused; empty: it is not. */
  Optional<String> problem(String key) {
    String property = key.substring(prefix.length());
    boolean isKnown =
        this == REGISTRY
            || (AdminClientConfig.configNames().contains(property)
                && !DECIDED_HERE.contains(property));
    return isKnown
        ? Optional.empty()
        : Optional.of(
            key
                + " is no setting of all of Kafka's clients; what may follow "
                + prefix
                + " is what AdminClientConfig has, such as security.protocol.");
  }
}
