package io.millrace.topology.runtime;

import static org.apache.kafka.common.config.ConfigDef.Range.atLeast;
import static org.apache.kafka.common.config.ConfigDef.Range.between;

import io.millrace.inference.ProviderSettings;
import io.millrace.schemas.Names;
import io.millrace.schemas.RecordSize;
import io.millrace.schemas.serde.RegistryLogin;
import io.millrace.schemas.serde.RegistrySettings;
import io.millrace.topology.enrich.EnrichSettings;
import io.millrace.topology.enrich.OwnerGeneration;
import io.millrace.topology.score.ScoreSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.NonEmptyString;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;

/**
 * Settings of the Streams applications ({@code millrace run}): key, type, default, range and
 * meaning in one place. {@code docs/configuration.md} is generated from it.
 */
public final class MillraceConfig extends AbstractConfig {
  public static final String PREFIX = "millrace.prefix";
  private static final String PREFIX_DOC =
      "Begins the name of every topic, application id, connector, slot and publication, and names"
          + " our schema in the database.";

  public static final String PLAN = "millrace.plan.file";
  private static final String PLAN_DOC = "The enrichment plan, a YAML file.";

  public static final String BOOTSTRAP_SERVERS = "millrace.bootstrap.servers";
  private static final String BOOTSTRAP_SERVERS_DOC = "Kafka brokers, host:port, by comma.";

  public static final String REGISTRY_URL = "millrace.registry.url";
  private static final String REGISTRY_URL_DOC = "Root of the schema registry, without a path.";

  public static final String REGISTRY_USER = "millrace.registry.user";
  private static final String REGISTRY_USER_DOC =
      "Logs in at the schema registry by name and password. Empty: without.";

  public static final String REGISTRY_PASSWORD = "millrace.registry.password";
  private static final String REGISTRY_PASSWORD_DOC = "The password of that name.";

  public static final String REGISTRY_TOKEN = "millrace.registry.token";
  private static final String REGISTRY_TOKEN_DOC =
      "Logs in at the schema registry by a bearer token. Empty: without.";

  public static final String SERIALIZER = "millrace.registry.serializer.class";
  private static final String SERIALIZER_DOC =
      "Kafka serializer of Avro's specific records in Confluent's wire format.";

  public static final String DESERIALIZER = "millrace.registry.deserializer.class";
  private static final String DESERIALIZER_DOC = "Its counterpart.";

  public static final String PLACEHOLDER = "millrace.unavailable.value.placeholder";
  private static final String PLACEHOLDER_DOC =
      "What Debezium writes for a value that is stored out of line and was not touched; must be"
          + " the source connector's unavailable.value.placeholder, and not guessable.";

  public static final String GENERATION = "millrace.generation";
  private static final String GENERATION_DOC = "The generation that this instance computes.";

  public static final String EMBEDDING_MODEL = "millrace.plan.embedding.model";
  private static final String EMBEDDING_MODEL_DOC =
      "The embedding model in place of the one that the plan names; empty: the plan's. An upgrade"
          + " computes its generation so.";

  public static final String ROWS = "millrace.rows.application.enabled";
  private static final String ROWS_DOC =
      "Whether this instance assembles rows, beside computing its generation. Where two generations"
          + " are computed, one of them is enough.";

  public static final String OWNER = "millrace.owner.generation";
  private static final String OWNER_DOC =
      "A generation whose results are taken from its topics where task version and input are the"
          + " same, so that they are paid once; 0 for none.";

  public static final String OWNER_VERSIONS = "millrace.owner.task.versions";
  private static final String OWNER_VERSIONS_DOC =
      "Versions of that generation's tasks, as table.column:version, by comma. Tasks that are not"
          + " named are computed here.";

  public static final String EPOCH = "millrace.source.epoch";
  private static final String EPOCH_DOC =
      "Raise it by one after the database was restored or moved to another cluster: log positions"
          + " start anew there, and older ones would win for ever.";

  /** Key of the folder of what providers remember. */
  public static final String INFERENCE_DIRECTORY = ProviderKeys.DIRECTORY;

  public static final String STATE_DIRECTORY = "millrace.state.directory";
  private static final String STATE_DIRECTORY_DOC =
      "Where state stores live. Keep it over restarts, and not in a folder that is cleaned.";

  public static final String INSTANCE = "millrace.instance.id";
  private static final String INSTANCE_DOC =
      "Stays the same over restarts of this instance and differs from other instances': the group"
          + " then waits for it instead of moving its work. auto: the first of the folders instance-1,"
          + " instance-2 and so on of the state directory that no other process holds, for instances"
          + " that share one on a local disk.";

  public static final String STANDBY_REPLICAS = "millrace.standby.replicas.count";
  private static final String STANDBY_REPLICAS_DOC =
      "Copies of each state store that other instances keep up to date, so that one that is lost is"
          + " replaced at once. Each costs the disk, memory and reading of one more instance.";

  public static final String THREADS = "millrace.stream.threads.count";
  private static final String THREADS_DOC =
      "Stream threads of each of the two applications. The engine deals tasks out in turn: an even"
          + " number leaves all scoring to one half of the threads.";

  public static final String COMMIT_INTERVAL = "millrace.commit.interval.ms";
  private static final String COMMIT_INTERVAL_DOC =
      "How often a transaction is committed while there is work; each hop of a change waits for"
          + " half of it on average.";

  public static final String SESSION_TIMEOUT = "millrace.session.timeout.ms";
  private static final String SESSION_TIMEOUT_DOC =
      "How long the group waits for an instance that was killed before its work moves.";

  public static final String TRANSACTION_TIMEOUT = "millrace.transaction.timeout.ms";
  private static final String TRANSACTION_TIMEOUT_DOC =
      "How long the broker keeps a transaction open that nobody ends. Work of an instance that was"
          + " killed goes on elsewhere only after that. A stream thread that cannot commit for so"
          + " long, because it or the broker stands still, loses its work and restores its stores.";

  public static final String CHANGELOG_SEGMENT = "millrace.changelog.segment.bytes";
  private static final String CHANGELOG_SEGMENT_DOC =
      "Segments of the topics that state stores are restored from, set when a topic is made. What is"
          + " in the segment that is being written is never compacted, and all of it is read when an"
          + " instance was killed. No smaller than the largest record; for brokers that want larger"
          + " ones.";

  public static final String ROW_DEADLINE = "millrace.row.deadline.ms";
  private static final String ROW_DEADLINE_DOC =
      "How long the first result of a row waits for the row's other results, so that they are"
          + " written together.";

  public static final String FRESH_AGE = "millrace.fresh.age.seconds";
  private static final String FRESH_AGE_DOC =
      "Changes that come in longer than this after their commit yield to others.";

  public static final String IN_FLIGHT = "millrace.work.in.flight.count";
  private static final String IN_FLIGHT_DOC =
      "Texts that each task of each partition may have at its model at once.";

  public static final String SETTLE = "millrace.score.settle.ms";
  private static final String SETTLE_DOC =
      "How long a match waits for further changes of its profiles before it is scored.";

  public static final String CACHE_BYTES = "millrace.embedding.cache.bytes";
  private static final String CACHE_BYTES_DOC =
      "Bound of the memory that keeps embeddings of recent texts, so that equal texts cost one"
          + " call.";

  public static final String SCORE_CACHE_BYTES = "millrace.score.cache.bytes";
  private static final String SCORE_CACHE_BYTES_DOC =
      "Bound of the memory that keeps unpacked profiles for scoring, all partitions together.";

  public static final String STORE_MEMORY_BYTES = "millrace.store.memory.bytes";
  private static final String STORE_MEMORY_BYTES_DOC =
      "Bound of the memory outside the heap for all state stores together: cached blocks, indexes"
          + " and write buffers.";

  public static final String REPLICATION_FACTOR = "millrace.internal.replication.factor";
  private static final String REPLICATION_FACTOR_DOC =
      "Replicas of the applications' internal topics; -1 takes the broker's default.";

  public static final String STATUS_PORT = "millrace.status.port";
  private static final String STATUS_PORT_DOC =
      "Port of the status page and metrics; 0 chooses a free one.";

  public static final String STATUS_HOST = "millrace.status.host";
  private static final String STATUS_HOST_DOC =
      "Address that the status page listens on; anything but loopback shows it to others.";

  public static final String STATUS_TOKEN = "millrace.status.token";
  private static final String STATUS_TOKEN_DOC =
      "What whoever looks at the status page must name: as the password that a browser asks for, or"
          + " as a bearer token. Empty: everybody who reaches the port may look.";

  public static final String CONNECT_URL = "millrace.connect.url";
  private static final String CONNECT_URL_DOC =
      "Root of Kafka Connect's REST interface, without a path, so that the status page can say"
          + " whether the connectors run. Empty: they are taken to run.";

  private static final ConfigDef DEFINITION =
      ProviderKeys.addTo(new ConfigDef())
          .define(
              PREFIX,
              ConfigDef.Type.STRING,
              Names.DEFAULT_PREFIX,
              new Prefix(),
              Importance.LOW,
              PREFIX_DOC)
          .define(
              PLAN,
              ConfigDef.Type.STRING,
              ConfigDef.NO_DEFAULT_VALUE,
              nonEmpty(),
              Importance.HIGH,
              PLAN_DOC)
          .define(
              BOOTSTRAP_SERVERS,
              ConfigDef.Type.STRING,
              ConfigDef.NO_DEFAULT_VALUE,
              nonEmpty(),
              Importance.HIGH,
              BOOTSTRAP_SERVERS_DOC)
          .define(
              REGISTRY_URL,
              ConfigDef.Type.STRING,
              ConfigDef.NO_DEFAULT_VALUE,
              nonEmpty(),
              Importance.HIGH,
              REGISTRY_URL_DOC)
          .define(REGISTRY_USER, ConfigDef.Type.STRING, "", Importance.MEDIUM, REGISTRY_USER_DOC)
          .define(
              REGISTRY_PASSWORD,
              ConfigDef.Type.PASSWORD,
              "",
              Importance.MEDIUM,
              REGISTRY_PASSWORD_DOC)
          .define(
              REGISTRY_TOKEN, ConfigDef.Type.PASSWORD, "", Importance.MEDIUM, REGISTRY_TOKEN_DOC)
          .define(
              SERIALIZER,
              ConfigDef.Type.STRING,
              RegistrySettings.APICURIO_SERIALIZER,
              Importance.LOW,
              SERIALIZER_DOC)
          .define(
              DESERIALIZER,
              ConfigDef.Type.STRING,
              RegistrySettings.APICURIO_DESERIALIZER,
              Importance.LOW,
              DESERIALIZER_DOC)
          .define(
              PLACEHOLDER,
              ConfigDef.Type.PASSWORD,
              ConfigDef.NO_DEFAULT_VALUE,
              new Unguessable(),
              Importance.HIGH,
              PLACEHOLDER_DOC)
          .define(GENERATION, ConfigDef.Type.INT, 1, atLeast(1), Importance.MEDIUM, GENERATION_DOC)
          .define(
              EMBEDDING_MODEL, ConfigDef.Type.STRING, "", Importance.MEDIUM, EMBEDDING_MODEL_DOC)
          .define(ROWS, ConfigDef.Type.BOOLEAN, true, Importance.MEDIUM, ROWS_DOC)
          .define(OWNER, ConfigDef.Type.INT, 0, atLeast(0), Importance.LOW, OWNER_DOC)
          .define(OWNER_VERSIONS, ConfigDef.Type.LIST, "", Importance.LOW, OWNER_VERSIONS_DOC)
          .define(EPOCH, ConfigDef.Type.INT, 1, atLeast(1), Importance.MEDIUM, EPOCH_DOC)
          .define(
              STATE_DIRECTORY,
              ConfigDef.Type.STRING,
              ConfigDef.NO_DEFAULT_VALUE,
              nonEmpty(),
              Importance.HIGH,
              STATE_DIRECTORY_DOC)
          .define(INSTANCE, ConfigDef.Type.STRING, "1", nonEmpty(), Importance.MEDIUM, INSTANCE_DOC)
          .define(
              STANDBY_REPLICAS,
              ConfigDef.Type.INT,
              0,
              between(0, 5),
              Importance.MEDIUM,
              STANDBY_REPLICAS_DOC)
          .define(THREADS, ConfigDef.Type.INT, 3, between(1, 64), Importance.MEDIUM, THREADS_DOC)
          .define(
              COMMIT_INTERVAL,
              ConfigDef.Type.INT,
              25,
              between(1, 5_000),
              Importance.MEDIUM,
              COMMIT_INTERVAL_DOC)
          .define(
              CHANGELOG_SEGMENT,
              ConfigDef.Type.INT,
              // Each change rewrites a row's records: as small as can be.
              RecordSize.LEAST_SEGMENT_BYTES,
              between(RecordSize.LEAST_SEGMENT_BYTES, 1 << 30),
              Importance.LOW,
              CHANGELOG_SEGMENT_DOC)
          .define(
              SESSION_TIMEOUT,
              ConfigDef.Type.INT,
              10_000,
              between(6_000, 300_000),
              Importance.MEDIUM,
              SESSION_TIMEOUT_DOC)
          .define(
              TRANSACTION_TIMEOUT,
              ConfigDef.Type.INT,
              10_000,
              between(6_000, 900_000),
              Importance.MEDIUM,
              TRANSACTION_TIMEOUT_DOC)
          .define(
              ROW_DEADLINE,
              ConfigDef.Type.INT,
              500,
              between(0, 60_000),
              Importance.LOW,
              ROW_DEADLINE_DOC)
          .define(FRESH_AGE, ConfigDef.Type.INT, 60, atLeast(1), Importance.LOW, FRESH_AGE_DOC)
          .define(
              IN_FLIGHT,
              ConfigDef.Type.INT,
              64,
              between(1, 10_000),
              Importance.MEDIUM,
              IN_FLIGHT_DOC)
          .define(SETTLE, ConfigDef.Type.INT, 40, between(0, 60_000), Importance.LOW, SETTLE_DOC)
          .define(
              CACHE_BYTES,
              ConfigDef.Type.LONG,
              64L * 1024 * 1024,
              atLeast(0),
              Importance.LOW,
              CACHE_BYTES_DOC)
          .define(
              SCORE_CACHE_BYTES,
              ConfigDef.Type.LONG,
              ScoreSettings.defaults().cacheBytes(),
              atLeast(0),
              Importance.LOW,
              SCORE_CACHE_BYTES_DOC)
          .define(
              STORE_MEMORY_BYTES,
              ConfigDef.Type.LONG,
              128L * 1024 * 1024,
              atLeast(16L * 1024 * 1024),
              Importance.MEDIUM,
              STORE_MEMORY_BYTES_DOC)
          .define(
              REPLICATION_FACTOR,
              ConfigDef.Type.INT,
              -1,
              atLeast(-1),
              Importance.MEDIUM,
              REPLICATION_FACTOR_DOC)
          .define(
              STATUS_HOST,
              ConfigDef.Type.STRING,
              "127.0.0.1",
              nonEmpty(),
              Importance.LOW,
              STATUS_HOST_DOC)
          .define(
              STATUS_PORT,
              ConfigDef.Type.INT,
              0,
              between(0, 65_535),
              Importance.LOW,
              STATUS_PORT_DOC)
          .define(STATUS_TOKEN, ConfigDef.Type.PASSWORD, "", Importance.LOW, STATUS_TOKEN_DOC)
          .define(CONNECT_URL, ConfigDef.Type.STRING, "", Importance.LOW, CONNECT_URL_DOC);

  /**
   * Reads settings.
   *
   * @throws ConfigException at the first bad value; see {@link SettingsCheck} for all of them
   */
  public MillraceConfig(Map<String, String> settings) {
    super(DEFINITION, settings, false);
  }

  /** The definition, for checks and for the reference page. */
  public static ConfigDef definition() {
    return DEFINITION;
  }

  public Names names() {
    return new Names(getString(PREFIX));
  }

  public Path planFile() {
    return Path.of(getString(PLAN));
  }

  public String bootstrapServers() {
    return getString(BOOTSTRAP_SERVERS);
  }

  /** Further properties of Kafka's clients, secrets included. */
  public Map<String, String> kafkaClient() {
    return PassedOn.KAFKA.of(originalsStrings());
  }

  public RegistrySettings registry() {
    Map<String, String> client = new HashMap<>(PassedOn.REGISTRY.of(originalsStrings()));
    if (!getString(REGISTRY_USER).isEmpty()) {
      client.putAll(
          RegistryLogin.basic(getString(REGISTRY_USER), getPassword(REGISTRY_PASSWORD).value()));
    }
    if (!getPassword(REGISTRY_TOKEN).value().isEmpty()) {
      client.putAll(RegistryLogin.bearer(getPassword(REGISTRY_TOKEN).value()));
    }
    return new RegistrySettings(
        getString(REGISTRY_URL), getString(SERIALIZER), getString(DESERIALIZER), client);
  }

  public String placeholder() {
    return getPassword(PLACEHOLDER).value();
  }

  public int generation() {
    return getInt(GENERATION);
  }

  /** The embedding model in place of the plan's; empty: the plan's. */
  public Optional<String> embeddingModel() {
    return Optional.of(getString(EMBEDDING_MODEL)).filter(model -> !model.isBlank());
  }

  /** Whether rows are assembled here. */
  public boolean assemblesRows() {
    return getBoolean(ROWS);
  }

  /** The generation whose results are taken where they are the same. */
  public Optional<OwnerGeneration> owner() {
    if (getInt(OWNER) == 0) {
      return Optional.empty();
    }
    Map<String, String> versions = new HashMap<>();
    for (String entry : getList(OWNER_VERSIONS)) {
      int end = entry.lastIndexOf(':');
      if (end > 0) {
        versions.put(entry.substring(0, end), entry.substring(end + 1));
      }
    }
    return Optional.of(new OwnerGeneration(getInt(OWNER), versions));
  }

  public int epoch() {
    return getInt(EPOCH);
  }

  public Path stateDirectory() {
    return Path.of(getString(STATE_DIRECTORY));
  }

  public String instance() {
    return getString(INSTANCE);
  }

  /** Copies of each state store on other instances. */
  public int standbyReplicas() {
    return getInt(STANDBY_REPLICAS);
  }

  public int threads() {
    return getInt(THREADS);
  }

  public Duration commitInterval() {
    return Duration.ofMillis(getInt(COMMIT_INTERVAL));
  }

  public int changelogSegmentBytes() {
    return getInt(CHANGELOG_SEGMENT);
  }

  public Duration sessionTimeout() {
    return Duration.ofMillis(getInt(SESSION_TIMEOUT));
  }

  public Duration transactionTimeout() {
    return Duration.ofMillis(getInt(TRANSACTION_TIMEOUT));
  }

  public int replicationFactor() {
    return getInt(REPLICATION_FACTOR);
  }

  public long cacheBytes() {
    return getLong(CACHE_BYTES);
  }

  /** Bound of the answers kept on disk; 0 for none. */
  public long diskCacheBytes() {
    return getLong(ProviderKeys.DISK_CACHE_BYTES);
  }

  /** Where providers keep what has to outlive the process. */
  public Path inferenceDirectory() {
    String directory = getString(ProviderKeys.DIRECTORY);
    return directory.isEmpty() ? stateDirectory().resolve("inference") : Path.of(directory);
  }

  /** All that providers of models may read, secrets included; it shows none of them. */
  public ProviderSettings providerSettings() {
    Map<String, String> settings = new HashMap<>();
    originalsStrings()
        .forEach(
            (key, value) -> {
              if (ProviderSettings.isOfProviders(key)) {
                settings.put(key, value);
              }
            });
    settings.put(ProviderKeys.DIRECTORY, inferenceDirectory().toString());
    return ProviderSettings.of(settings);
  }

  public long storeMemoryBytes() {
    return getLong(STORE_MEMORY_BYTES);
  }

  public String statusHost() {
    return getString(STATUS_HOST);
  }

  public int statusPort() {
    return getInt(STATUS_PORT);
  }

  /** What whoever looks at the status page must name; empty: nothing. */
  public String statusToken() {
    return getPassword(STATUS_TOKEN).value();
  }

  /** Where Kafka Connect answers; empty: not known. */
  public Optional<String> connectUrl() {
    return Optional.of(getString(CONNECT_URL)).filter(url -> !url.isEmpty());
  }

  public EnrichSettings enrichSettings() {
    return new EnrichSettings(
        EnrichSettings.defaults().tick(),
        Duration.ofMillis(getInt(ROW_DEADLINE)),
        Duration.ofSeconds(getInt(FRESH_AGE)),
        getInt(IN_FLIGHT));
  }

  public ScoreSettings scoreSettings() {
    ScoreSettings defaults = ScoreSettings.defaults();
    return new ScoreSettings(
        defaults.tick(),
        Duration.ofMillis(getInt(SETTLE)),
        defaults.scoresPerTick(),
        getLong(SCORE_CACHE_BYTES));
  }

  private static ConfigDef.Validator nonEmpty() {
    return new NonEmptyString();
  }

  private static final class Prefix implements ConfigDef.Validator {
    @Override
    public void ensureValid(String name, Object value) {
      try {
        new Names(String.valueOf(value));
      } catch (IllegalArgumentException e) {
        throw new ConfigException(name, value, e.getMessage());
      }
    }

    @Override
    public String toString() {
      return "lower-case letters, digits and underscores, at most 20, a letter first";
    }
  }

  /** A short or empty placeholder is a text that a user may have written. */
  private static final class Unguessable implements ConfigDef.Validator {
    private static final int LEAST_LENGTH = 16;

    @Override
    public void ensureValid(String name, Object value) {
      if (value instanceof Password secret && secret.value().length() < LEAST_LENGTH) {
        throw new ConfigException(name + " must have " + this);
      }
    }

    @Override
    public String toString() {
      return "at least " + LEAST_LENGTH + " characters";
    }
  }
}
