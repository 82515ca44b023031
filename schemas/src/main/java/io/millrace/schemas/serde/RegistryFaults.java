package io.millrace.schemas.serde;

import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Tells a registry that is away from a record that cannot be read: the one is waited for, the other
 * never becomes better. Knows the clients' exceptions by their names, since which client there is
 * is a matter of configuration. Threadsafe.
 */
public final class RegistryFaults {
  /** The registry answered that it has no such schema. */
  private static final Set<String> NOT_FOUND =
      Set.of("io.apicurio.registry.rest.client.exception.NotFoundException");

  /** Everything else that goes wrong between the client and the registry. */
  private static final Set<String> FAILED =
      Set.of("io.apicurio.rest.client.error.ApicurioRestClientException");

  private static final String CONFLUENT =
      "io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException";

  /** Confluent's codes of a subject, version or schema that does not exist. */
  private static final String CONFLUENT_NOT_FOUND = "error code: 404";

  private RegistryFaults() {}

  /**
   * Whether the registry, or the way to it, is at fault.
   *
   * @param error what a deserializer threw
   */
  public static boolean isOutage(Throwable error) {
    List<Throwable> causes =
        Stream.iterate(error, cause -> cause != null, Throwable::getCause).toList();
    return causes.stream().noneMatch(RegistryFaults::isOfRecord)
        && causes.stream().anyMatch(RegistryFaults::isOfRegistry);
  }

  private static boolean isOfRecord(Throwable cause) {
    boolean isUnknownToConfluent =
        isNamed(cause, Set.of(CONFLUENT))
            && String.valueOf(cause.getMessage()).contains(CONFLUENT_NOT_FOUND);
    return cause instanceof EOFException || isNamed(cause, NOT_FOUND) || isUnknownToConfluent;
  }

  private static boolean isOfRegistry(Throwable cause) {
    return cause instanceof IOException || isNamed(cause, FAILED);
  }

  private static boolean isNamed(Throwable cause, Set<String> names) {
    return Stream.<Class<?>>iterate(
            cause.getClass(), type -> type != null, type -> type.getSuperclass())
        .anyMatch(type -> names.contains(type.getName()));
  }
}
