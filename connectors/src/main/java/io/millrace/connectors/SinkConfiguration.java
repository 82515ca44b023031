package io.millrace.connectors;

import static java.util.Map.entry;

import io.millrace.plan.EnrichmentPlan;
import io.millrace.schemas.Names;
import io.millrace.schemas.serde.RegistrySettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Renders the configuration of our sink connector. Threadsafe. */
public final class SinkConfiguration {
  private static final String TEMPLATE = "sink-connector.json";

  private SinkConfiguration() {}

  /** The {@code config} object of Connect's REST; the connector's name is in {@link Names}. */
  public static Map<String, String> of(SinkSettings settings) {
    Names names = settings.names();
    return Templates.entries(
        TEMPLATE,
        Map.ofEntries(
            entry("topics", String.join(",", topics(settings))),
            entry("tasks", String.valueOf(settings.tasks())),
            entry("jdbc_url", settings.jdbcUrl()),
            entry("database_user", settings.secrets().user()),
            entry("database_password", settings.secrets().password()),
            entry("database_key_password", settings.secrets().keyPassword()),
            entry("database_schema", names.databaseSchema()),
            entry("generation", String.valueOf(settings.generation())),
            entry("targets", Templates.json(SinkTargets.of(settings))),
            entry("origin", origin(settings)),
            entry("bootstrap_servers", settings.bootstrapServers()),
            entry("registry_url", settings.registryUrl()),
            entry("converter_registry_url", RegistrySettings.apicurioUrl(settings.registryUrl())),
            entry("reports_topic", names.sinkReportsTopic()),
            entry("failures_topic", names.failuresTopic())));
  }

  /** The same where Kafka or the registry asks who enters. */
  public static Map<String, String> of(SinkSettings settings, ClientAccess access) {
    Map<String, String> configuration = new LinkedHashMap<>(of(settings));
    configuration.putAll(access.sink());
    return configuration;
  }

  private static String origin(SinkSettings settings) {
    return settings.originFilter()
        ? OriginSupport.originName(settings.names(), settings.generation())
        : "";
  }

  private static List<String> topics(SinkSettings settings) {
    EnrichmentPlan plan = settings.plan();
    Names names = settings.names();
    List<String> topics = new ArrayList<>();
    plan.tables()
        .keySet()
        .forEach(table -> topics.add(names.enrichedTopic(settings.generation(), table)));
    if (plan.matches().isPresent()) {
      topics.add(names.scoresTopic(settings.generation()));
    }
    return topics;
  }
}
