package io.millrace.stack;

import java.util.Map;
import java.util.TreeSet;

/**
 * Where the schema registry is and how a client enters. Immutable.
 *
 * @param url its root, without a path
 * @param client further properties of a serializer, such as {@code apicurio.auth.username}; their
 *     values are never printed by {@link #toString()}
 */
public record RegistryAccess(String url, Map<String, String> client) {

  /** Copies the map. */
  public RegistryAccess {
    client = Map.copyOf(client);
  }

  /** A registry that asks for nothing. */
  public static RegistryAccess plain(String url) {
    return new RegistryAccess(url, Map.of());
  }

  @Override
  public String toString() {
    return url + " with " + new TreeSet<>(client.keySet());
  }
}
