package io.millrace.connectors;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * How what runs inside Connect enters Kafka and the registry, beyond their addresses.
 *
 * <p>Values are references to a file of secrets that the worker reads, never the secrets.
 *
 * @param kafka properties of a Kafka client
 * @param registry properties of the registry's serializers
 */
public record ClientAccess(Map<String, String> kafka, Map<String, String> registry) {
  /** Both ask for nothing. */
  public static final ClientAccess OPEN = new ClientAccess(Map.of(), Map.of());

  /** Begins the entries of Kafka's clients in the file. */
  private static final String KAFKA = "kafka.";

  private static final String REGISTRY = "registry.";

  public ClientAccess {
    kafka = Map.copyOf(kafka);
    registry = Map.copyOf(registry);
  }

  /**
   * What the file of secrets has to hold.
   *
   * @param kafka properties of a Kafka client, with their secrets
   * @param registry properties of the registry's serializers, with their secrets
   */
  public static Map<String, String> entries(
      Map<String, String> kafka, Map<String, String> registry) {
    Map<String, String> entries = new TreeMap<>();
    kafka.forEach((key, value) -> entries.put(KAFKA + key, value));
    registry.forEach((key, value) -> entries.put(REGISTRY + key, value));
    return entries;
  }

  /**
   * References to the entries of such a file.
   *
   * @param file its absolute path as the worker sees it
   * @param entries as {@link #entries} gives them; only their keys are looked at
   */
  public static ClientAccess of(String file, Map<String, String> entries) {
    return new ClientAccess(references(file, entries, KAFKA), references(file, entries, REGISTRY));
  }

  private static Map<String, String> references(
      String file, Map<String, String> entries, String prefix) {
    Map<String, String> references = new LinkedHashMap<>();
    for (String key : entries.keySet()) {
      if (key.startsWith(prefix)) {
        references.put(key.substring(prefix.length()), "${file:" + file + ":" + key + "}");
      }
    }
    return references;
  }

  /** What the source connector needs besides: for the topic of its signals, and its values. */
  Map<String, String> source() {
    Map<String, String> settings = new TreeMap<>();
    kafka.forEach((key, value) -> settings.put("signal.consumer." + key, value));
    registry.forEach((key, value) -> settings.put("value.converter." + key, value));
    return settings;
  }

  /** What the sink needs besides: for its reports, and the values that it reads. */
  Map<String, String> sink() {
    Map<String, String> settings = new TreeMap<>();
    kafka.forEach((key, value) -> settings.put("millrace.producer." + key, value));
    registry.forEach((key, value) -> settings.put("millrace.registry.client." + key, value));
    registry.forEach((key, value) -> settings.put("value.converter." + key, value));
    return settings;
  }
}
