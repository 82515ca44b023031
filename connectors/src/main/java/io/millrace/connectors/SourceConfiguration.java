package io.millrace.connectors;

import static java.util.Map.entry;

import io.millrace.connectors.PublicationStatements.OwnTable;
import io.millrace.plan.CapturedTable;
import io.millrace.plan.EnrichmentPlan;
import io.millrace.schemas.Names;
import io.millrace.schemas.RecordSize;
import io.millrace.schemas.serde.RegistrySettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Renders the configuration of Debezium's PostgreSQL connector. Threadsafe. */
public final class SourceConfiguration {
  private static final String TEMPLATE = "source-connector.json";
  private static final String OWN_KEY = "id";

  private final SourceSettings settings;
  private final Names names;
  private final EnrichmentPlan plan;

  private SourceConfiguration(SourceSettings settings) {
    this.settings = settings;
    this.names = settings.names();
    this.plan = settings.plan();
  }

  /** The {@code config} object of Connect's REST; the connector's name is in {@link Names}. */
  public static Map<String, String> of(SourceSettings settings) {
    return new SourceConfiguration(settings).render();
  }

  /** The topic of Debezium's own heartbeats, as its naming strategy builds it. */
  static String heartbeatTopic(Names names) {
    return heartbeatTopicsPrefix(names) + "." + names.cdcTopicPrefix();
  }

  private static String heartbeatTopicsPrefix(Names names) {
    return names.prefix() + ".debezium-heartbeat";
  }

  /** The same where Kafka or the registry asks who enters. */
  public static Map<String, String> of(SourceSettings settings, ClientAccess access) {
    Map<String, String> configuration = new LinkedHashMap<>(of(settings));
    configuration.putAll(access.source());
    return configuration;
  }

  private Map<String, String> render() {
    List<Captured> tables = tables();
    Map<String, String> configuration =
        new LinkedHashMap<>(Templates.entries(TEMPLATE, values(tables)));
    configuration.putAll(keyTransforms(tables));
    return configuration;
  }

  private Map<String, String> values(List<Captured> tables) {
    Map<String, String> values = new HashMap<>(ownValues(tables));
    values.putAll(settings.database().tls().values());
    values.put("database_sslpassword", settings.secrets().keyPassword());
    return values;
  }

  private Map<String, String> ownValues(List<Captured> tables) {
    return Map.ofEntries(
        entry("topic_prefix", names.cdcTopicPrefix()),
        entry("heartbeat_topics_prefix", heartbeatTopicsPrefix(names)),
        entry("slot_and_publication", names.slotAndPublication()),
        entry("database_host", settings.database().host()),
        entry("database_port", String.valueOf(settings.database().port())),
        entry("database_name", settings.database().name()),
        entry("database_user", settings.secrets().user()),
        entry("database_password", settings.secrets().password()),
        entry("stream_params", settings.originFilter() ? "origin=none" : ""),
        entry("tables", join(tables.stream().map(Captured::tablePattern).toList())),
        entry("columns", join(tables.stream().map(Captured::columnPattern).toList())),
        entry("placeholder", settings.unavailableValuePlaceholder()),
        entry("heartbeat_query", heartbeatQuery()),
        entry("signal_table", names.databaseSchema() + "." + Names.SIGNAL_TABLE),
        entry("signals_topic", names.signalsTopic()),
        entry("signals_group", names.sourceConnector() + "-signals"),
        entry("bootstrap_servers", settings.bootstrapServers()),
        entry("largest_record_bytes", String.valueOf(RecordSize.LARGEST_BYTES)),
        entry("registry_url", RegistrySettings.apicurioUrl(settings.registryUrl())));
  }

  private String heartbeatQuery() {
    return "insert into %s (id, beat_at) values (1, clock_timestamp()) on conflict (id) do update set beat_at = excluded.beat_at"
        .formatted(Sql.qualified(names.databaseSchema(), Names.HEARTBEAT_TABLE));
  }

  /**
   * One transform for each key column that turns Debezium's key record into the bare key, on the
   * topics of tables only: Debezium's heartbeats have another key.
   */
  private Map<String, String> keyTransforms(List<Captured> tables) {
    Map<String, List<String>> topicsByKey =
        tables.stream()
            .collect(
                Collectors.groupingBy(
                    Captured::key,
                    TreeMap::new,
                    Collectors.mapping(Captured::topicPattern, Collectors.toList())));
    Map<String, String> configuration = new LinkedHashMap<>();
    List<String> transforms = new ArrayList<>();
    topicsByKey.forEach(
        (key, topics) -> {
          String name = "key" + (transforms.size() + 1);
          transforms.add(name);
          String transform = "transforms." + name;
          configuration.put(
              transform + ".type", "org.apache.kafka.connect.transforms.ExtractField$Key");
          configuration.put(transform + ".field", key);
          configuration.put(transform + ".predicate", name);
          configuration.put(
              "predicates." + name + ".type",
              "org.apache.kafka.connect.transforms.predicates.TopicNameMatches");
          configuration.put("predicates." + name + ".pattern", String.join("|", topics));
        });
    configuration.put("transforms", join(transforms));
    configuration.put("predicates", join(transforms));
    return configuration;
  }

  private List<Captured> tables() {
    List<Captured> tables = new ArrayList<>();
    for (CapturedTable table : plan.capturedTables()) {
      tables.add(
          new Captured(
              names,
              table.schema(),
              table.name(),
              table.keyColumn(),
              plan.capturedColumns(table.name())));
    }
    for (OwnTable own : PublicationStatements.OWN_TABLES) {
      tables.add(new Captured(names, names.databaseSchema(), own.name(), OWN_KEY, own.columns()));
    }
    return tables;
  }

  private static String join(List<String> parts) {
    return String.join(",", parts);
  }

  /** A table in Debezium's patterns; names hold letters, digits and underscores only. */
  private record Captured(
      Names names, String schema, String name, String key, List<String> columns) {
    String tablePattern() {
      return schema + "\\." + name;
    }

    String columnPattern() {
      return tablePattern() + "\\.(" + String.join("|", columns) + ")";
    }

    String topicPattern() {
      return names.cdcTopic(schema, name).replace(".", "\\.");
    }
  }
}
