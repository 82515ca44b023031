package io.millrace.stack;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where the parts of the stack are reached.
 *
 * @param database the database, whether of the stack or of the user's own
 * @param kafka the brokers
 * @param registry the schema registry
 * @param connectUrl the root of Connect's REST interface
 * @param statusUrl the root of the status page
 * @param connectMetricsUrl where Prometheus reads Connect's metrics; empty: nowhere
 */
public record StackEnvironment(
    DatabaseAccess database,
    KafkaAccess kafka,
    RegistryAccess registry,
    String connectUrl,
    String statusUrl,
    Optional<String> connectMetricsUrl) {

  /** Returns the same with another status page. */
  StackEnvironment withStatusUrl(String url) {
    return new StackEnvironment(database, kafka, registry, connectUrl, url, connectMetricsUrl);
  }

  /** Returns the brokers; clients are made of {@link #kafka}, which knows how to enter. */
  public String bootstrapServers() {
    return kafka.bootstrapServers();
  }

  /** Returns the schema registry's root, without a path. */
  public String registryUrl() {
    return registry.url();
  }

  private static final String CONFLUENT_PATH = "/apis/ccompat/v7";

  /**
   * Returns the variables of {@code millrace env} in their order, the password among them.
   *
   * <p>{@code SCHEMA_REGISTRY_URL} is where the registry speaks Confluent's protocol.
   */
  public Map<String, String> variables() {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("JDBC_URL", database.jdbcUrl());
    variables.put("PGHOST", database.host());
    variables.put("PGPORT", Integer.toString(database.port()));
    variables.put("PGDATABASE", database.database());
    variables.put("PGUSER", database.user());
    variables.put("PGPASSWORD", database.password());
    variables.put("KAFKA_BOOTSTRAP_SERVERS", bootstrapServers());
    variables.put("SCHEMA_REGISTRY_URL", registryUrl() + CONFLUENT_PATH);
    variables.put("CONNECT_URL", connectUrl);
    variables.put("STATUS_URL", statusUrl);
    connectMetricsUrl.ifPresent(url -> variables.put("CONNECT_METRICS_URL", url));
    return variables;
  }
}
