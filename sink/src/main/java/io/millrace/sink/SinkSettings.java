package io.millrace.sink;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.NO_DEFAULT_VALUE;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.NonEmptyString;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigException;

/** Settings of the sink: keys, defaults, ranges and typed accessors. Immutable and threadsafe. */
public final class SinkSettings extends AbstractConfig {
  public static final String JDBC_URL = "millrace.jdbc.url";
  public static final String JDBC_USER = "millrace.jdbc.user";
  public static final String JDBC_PASSWORD = "millrace.jdbc.password";
  public static final String JDBC_KEY_PASSWORD = "millrace.jdbc.ssl.password";
  public static final String DATABASE_SCHEMA = "millrace.database.schema";
  public static final String GENERATION = "millrace.generation";
  public static final String TARGETS = "millrace.targets";
  public static final String ORIGIN = "millrace.origin";
  public static final String BOOTSTRAP_SERVERS = "millrace.bootstrap.servers";
  public static final String REGISTRY_URL = "millrace.registry.url";
  public static final String REPORTS_TOPIC = "millrace.reports.topic";
  public static final String FAILURES_TOPIC = "millrace.failures.topic";
  public static final String BATCH_ROWS = "millrace.batch.rows";
  public static final String LOCK_TIMEOUT = "millrace.lock.timeout.ms";
  public static final String STATEMENT_TIMEOUT = "millrace.statement.timeout.ms";
  public static final String SOCKET_TIMEOUT = "millrace.socket.timeout.ms";
  public static final String RETRY_BACKOFF = "millrace.retry.backoff.ms";
  public static final String RETRY_BACKOFF_MAX = "millrace.retry.backoff.max.ms";

  /** Passed on to the task's own producer, such as {@code millrace.producer.security.protocol}. */
  public static final String PRODUCER_PREFIX = "millrace.producer.";

  /**
   * Passed on to the registry's client, such as {@code
   * millrace.registry.client.apicurio.auth.username}.
   */
  public static final String REGISTRY_CLIENT_PREFIX = "millrace.registry.client.";

  /** Set by the connector for each of its tasks; not to be configured. */
  static final String TASK = "millrace.task";

  private static final String CONNECTOR_NAME = "name";
  private static final String JDBC_PREFIX = "jdbc:postgresql:";
  private static final int LONGEST_TIMEOUT = 600_000;
  private static final ConfigDef.Validator TEXT = new NonEmptyString();

  private final Targets targets;

  /**
   * @param values the connector's or a task's configuration
   * @throws ConfigException if a value is missing or out of range
   */
  public SinkSettings(Map<String, String> values) {
    super(definition(), values);
    TargetsReader.Reading reading = TargetsReader.read(getString(TARGETS));
    if (!reading.problems().isEmpty()) {
      throw new ConfigException(TARGETS + ": " + String.join("; ", reading.problems()));
    }
    this.targets = reading.targets();
  }

  /** All keys with type, default, range and meaning. */
  public static ConfigDef definition() {
    return limits(places(new ConfigDef()));
  }

  private static ConfigDef places(ConfigDef definition) {
    return definition
        .define(
            JDBC_URL,
            ConfigDef.Type.STRING,
            NO_DEFAULT_VALUE,
            ConfigDef.LambdaValidator.with(
                SinkSettings::checkUrl, () -> JDBC_PREFIX + "//host:port/database, no password"),
            HIGH,
            "The database. A direct connection, not a transaction pooler, if an origin is set.")
        .define(
            JDBC_USER, ConfigDef.Type.STRING, NO_DEFAULT_VALUE, TEXT, HIGH, "The database role.")
        .define(JDBC_PASSWORD, ConfigDef.Type.PASSWORD, "", HIGH, "The role's password.")
        .define(
            JDBC_KEY_PASSWORD,
            ConfigDef.Type.PASSWORD,
            "",
            MEDIUM,
            "The password of the key that the URL names as sslkey.")
        .define(
            DATABASE_SCHEMA,
            ConfigDef.Type.STRING,
            "millrace",
            ConfigDef.LambdaValidator.with(
                SinkSettings::checkIdentifier, () -> "a plain identifier"),
            MEDIUM,
            "The schema of Millrace's own tables and functions.")
        .define(
            GENERATION,
            ConfigDef.Type.INT,
            NO_DEFAULT_VALUE,
            Range.atLeast(1),
            HIGH,
            "The generation whose results are written.")
        .define(
            TARGETS,
            ConfigDef.Type.STRING,
            NO_DEFAULT_VALUE,
            TEXT,
            HIGH,
            "JSON: tables, columns and matches that are written, each with its topic.")
        .define(
            ORIGIN,
            ConfigDef.Type.STRING,
            "",
            MEDIUM,
            "Prefix of the replication origins, one a task, that hide the sink's writes from"
                + " capture. Empty: none is used.")
        .define(
            BOOTSTRAP_SERVERS,
            ConfigDef.Type.STRING,
            NO_DEFAULT_VALUE,
            TEXT,
            HIGH,
            "Kafka, for the reports and failures that the sink writes itself.")
        .define(
            REGISTRY_URL,
            ConfigDef.Type.STRING,
            NO_DEFAULT_VALUE,
            TEXT,
            HIGH,
            "Root of the schema registry, without a path.")
        .define(
            REPORTS_TOPIC,
            ConfigDef.Type.STRING,
            NO_DEFAULT_VALUE,
            TEXT,
            MEDIUM,
            "What each batch did.")
        .define(
            FAILURES_TOPIC,
            ConfigDef.Type.STRING,
            NO_DEFAULT_VALUE,
            TEXT,
            MEDIUM,
            "Rows that could not be written, by identity and reason.");
  }

  private static ConfigDef limits(ConfigDef definition) {
    return definition
        .define(
            BATCH_ROWS,
            ConfigDef.Type.INT,
            500,
            Range.between(1, 10_000),
            LOW,
            "Most rows of one transaction; more of them hold the host's row locks for longer.")
        .define(
            LOCK_TIMEOUT,
            ConfigDef.Type.INT,
            2_000,
            Range.between(1, LONGEST_TIMEOUT),
            LOW,
            "Longest wait for the host's locks before the batch is tried again, in milliseconds.")
        .define(
            STATEMENT_TIMEOUT,
            ConfigDef.Type.INT,
            30_000,
            Range.between(1, LONGEST_TIMEOUT),
            LOW,
            "Longest run of one statement, in milliseconds.")
        .define(
            SOCKET_TIMEOUT,
            ConfigDef.Type.INT,
            60_000,
            Range.between(1_000, LONGEST_TIMEOUT),
            LOW,
            "Longest silence of the database, in milliseconds; above the statement's time.")
        .define(
            RETRY_BACKOFF,
            ConfigDef.Type.LONG,
            500L,
            Range.between(1, LONGEST_TIMEOUT),
            LOW,
            "First pause before a batch is tried again, in milliseconds; doubled each time.")
        .define(
            RETRY_BACKOFF_MAX,
            ConfigDef.Type.LONG,
            30_000L,
            Range.between(1, LONGEST_TIMEOUT),
            LOW,
            "Longest pause before a batch is tried again, in milliseconds.")
        .defineInternal(TASK, ConfigDef.Type.INT, 0, LOW);
  }

  private static void checkUrl(String key, Object value) {
    String url = String.valueOf(value);
    if (!url.startsWith(JDBC_PREFIX)) {
      throw new ConfigException(key + " must begin with " + JDBC_PREFIX);
    }
    if (url.contains("password=")) {
      throw new ConfigException(
          key
              + " must not hold a password, since it is logged; use "
              + JDBC_PASSWORD
              + " or "
              + JDBC_KEY_PASSWORD);
    }
  }

  private static void checkIdentifier(String key, Object value) {
    if (!Identifiers.isValid(String.valueOf(value))) {
      throw new ConfigException(key + " must be a plain identifier of at most 63 characters");
    }
  }

  String jdbcUrl() {
    return getString(JDBC_URL);
  }

  String jdbcUser() {
    return getString(JDBC_USER);
  }

  String jdbcPassword() {
    return getPassword(JDBC_PASSWORD).value();
  }

  /** Empty: the key has none, or there is no key. */
  String jdbcKeyPassword() {
    return getPassword(JDBC_KEY_PASSWORD).value();
  }

  String databaseSchema() {
    return getString(DATABASE_SCHEMA);
  }

  int generation() {
    return getInt(GENERATION);
  }

  Targets targets() {
    return targets;
  }

  /** Name of this task's replication origin, if one is used. */
  Optional<String> origin() {
    String prefix = getString(ORIGIN);
    return prefix.isBlank() ? Optional.empty() : Optional.of(prefix + "_" + task());
  }

  List<String> bootstrapServers() {
    return List.of(getString(BOOTSTRAP_SERVERS).split(","));
  }

  String registryUrl() {
    return getString(REGISTRY_URL);
  }

  String reportsTopic() {
    return getString(REPORTS_TOPIC);
  }

  String failuresTopic() {
    return getString(FAILURES_TOPIC);
  }

  int batchRows() {
    return getInt(BATCH_ROWS);
  }

  Duration lockTimeout() {
    return Duration.ofMillis(getInt(LOCK_TIMEOUT));
  }

  Duration statementTimeout() {
    return Duration.ofMillis(getInt(STATEMENT_TIMEOUT));
  }

  Duration socketTimeout() {
    return Duration.ofMillis(getInt(SOCKET_TIMEOUT));
  }

  Duration retryBackoff() {
    return Duration.ofMillis(getLong(RETRY_BACKOFF));
  }

  Duration retryBackoffMax() {
    return Duration.ofMillis(getLong(RETRY_BACKOFF_MAX));
  }

  /** This task's number, from 0. */
  int task() {
    return getInt(TASK);
  }

  String connectorName() {
    return originalsStrings().getOrDefault(CONNECTOR_NAME, "millrace-sink");
  }

  /** Settings for the registry's client, without their prefix. */
  Map<String, String> registryClient() {
    Map<String, String> client = new HashMap<>();
    originalsWithPrefix(REGISTRY_CLIENT_PREFIX)
        .forEach((key, value) -> client.put(key, String.valueOf(value)));
    return client;
  }

  /** Settings for the task's own producer, without their prefix. */
  Map<String, Object> producerOverrides() {
    return originalsWithPrefix(PRODUCER_PREFIX);
  }
}
