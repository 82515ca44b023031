package io.millrace.connectors;

import io.millrace.plan.EnrichmentPlan;
import io.millrace.schemas.Names;
import java.util.Set;

/**
 * What differs between installations of the sink connector.
 *
 * @param generation from 1
 * @param dimensions length of the generation's vectors
 * @param jdbcUrl the database as the worker sees it, without user or password
 * @param secrets where its user and password are
 * @param bootstrapServers Kafka as the worker sees it
 * @param registryUrl the schema registry's root, as the worker sees it
 * @param originFilter whether sessions carry a replication origin, see {@link OriginSupport}
 * @param tablesWithMetadata names of tables that have the host's metadata column, see {@link
 *     HostMetadata}
 * @param tasks how many tasks write, 1 or more
 */
public record SinkSettings(
    Names names,
    EnrichmentPlan plan,
    int generation,
    int dimensions,
    String jdbcUrl,
    Secrets secrets,
    String bootstrapServers,
    String registryUrl,
    boolean originFilter,
    Set<String> tablesWithMetadata,
    int tasks) {
  public SinkSettings {
    tablesWithMetadata = Set.copyOf(tablesWithMetadata);
    if (jdbcUrl.contains("password=") || jdbcUrl.contains("user=")) {
      throw new IllegalArgumentException(
          "the JDBC URL must hold no user or password; put them into the file of secrets");
    }
  }
}
