package io.millrace.stack;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads properties of a client out of variables: {@code MILLRACE_KAFKA_SECURITY_PROTOCOL} is {@code
 * security.protocol}.
 */
public final class ClientVariables {

  /** Begins the variables of Kafka's clients. */
  public static final String KAFKA = "MILLRACE_KAFKA_";

  /** Begins the variables of the registry's clients. */
  public static final String REGISTRY = "MILLRACE_REGISTRY_CLIENT_";

  private ClientVariables() {}

  /**
   * Returns the properties whose variables begin so; blank ones are not set.
   *
   * @param prefix {@link #KAFKA} or {@link #REGISTRY}
   */
  public static Map<String, String> of(Map<String, String> environment, String prefix) {
    Map<String, String> properties = new TreeMap<>();
    environment.forEach(
        (variable, value) -> {
          if (variable.length() > prefix.length()
              && variable.startsWith(prefix)
              && !value.isBlank()) {
            String property = variable.substring(prefix.length());
            properties.put(property.toLowerCase(Locale.ROOT).replace('_', '.'), value);
          }
        });
    return properties;
  }
}
