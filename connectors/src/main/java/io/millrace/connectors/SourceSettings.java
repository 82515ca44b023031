package io.millrace.connectors;

import io.millrace.plan.EnrichmentPlan;
import io.millrace.schemas.Names;

/**
 * What differs between installations of the source connector.
 *
 * @param database where the database is, as the worker sees it; a direct way, not a pooler
 * @param secrets where its user and password are
 * @param bootstrapServers Kafka's brokers, as the worker sees them; signals come from there
 * @param registryUrl the schema registry's root, as the worker sees it
 * @param unavailableValuePlaceholder what stands for a value that the log left out; nobody may be
 *     able to guess it, and the Streams application must have the same
 * @param originFilter whether writes of the sink are left out, see {@link OriginSupport}
 */
public record SourceSettings(
    Names names,
    EnrichmentPlan plan,
    DatabaseLocation database,
    Secrets secrets,
    String bootstrapServers,
    String registryUrl,
    String unavailableValuePlaceholder,
    boolean originFilter) {
  private static final int SHORTEST_PLACEHOLDER = 16;

  /**
   * Where a database is.
   *
   * @param tls how its connections are encrypted
   */
  public record DatabaseLocation(String host, int port, String name, DatabaseTls tls) {}

  public SourceSettings {
    if (unavailableValuePlaceholder.length() < SHORTEST_PLACEHOLDER) {
      throw new IllegalArgumentException(
          "the placeholder of unavailable values needs at least 16 characters, so that nobody"
              + " guesses it");
    }
  }
}
