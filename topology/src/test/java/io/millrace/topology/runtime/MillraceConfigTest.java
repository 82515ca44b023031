package io.millrace.topology.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.millrace.schemas.Names;
import io.millrace.schemas.serde.RegistrySettings;
import io.millrace.topology.enrich.EnrichSettings;
import io.millrace.topology.enrich.OwnerGeneration;
import io.millrace.topology.score.ScoreSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MillraceConfigTest {
  private static final String SECRET = "__unavailable_5e1a9c0b7d3f";

  /**
   * A key, a value of it that is not the default, and how it is read.
   *
   * @param expected what the accessor gives for the value
   */
  record Change(
      String key, String value, Function<MillraceConfig, Object> accessor, Object expected) {}

  private static final List<Change> CHANGES =
      List.of(
          new Change(MillraceConfig.PREFIX, "mill2", MillraceConfig::names, new Names("mill2")),
          new Change(
              MillraceConfig.PLAN, "other.yaml", MillraceConfig::planFile, Path.of("other.yaml")),
          new Change(
              MillraceConfig.BOOTSTRAP_SERVERS,
              "a:1,b:2",
              MillraceConfig::bootstrapServers,
              "a:1,b:2"),
          new Change(
              MillraceConfig.REGISTRY_URL,
              "http://other",
              config -> config.registry().url(),
              "http://other"),
          new Change(
              MillraceConfig.SERIALIZER,
              "x.Writer",
              config -> config.registry().serializerClass(),
              "x.Writer"),
          new Change(
              MillraceConfig.DESERIALIZER,
              "x.Reader",
              config -> config.registry().deserializerClass(),
              "x.Reader"),
          new Change(
              MillraceConfig.PLACEHOLDER,
              "another that is long enough",
              MillraceConfig::placeholder,
              "another that is long enough"),
          new Change(MillraceConfig.GENERATION, "3", MillraceConfig::generation, 3),
          new Change(
              MillraceConfig.EMBEDDING_MODEL,
              "a/model",
              MillraceConfig::embeddingModel,
              Optional.of("a/model")),
          new Change(MillraceConfig.ROWS, "false", MillraceConfig::assemblesRows, false),
          new Change(
              MillraceConfig.OWNER,
              "2",
              MillraceConfig::owner,
              Optional.of(new OwnerGeneration(2, Map.of()))),
          new Change(
              MillraceConfig.OWNER_VERSIONS,
              "profiles.labels:1f",
              config -> config.getList(MillraceConfig.OWNER_VERSIONS),
              List.of("profiles.labels:1f")),
          new Change(MillraceConfig.EPOCH, "2", MillraceConfig::epoch, 2),
          new Change(
              MillraceConfig.STATE_DIRECTORY,
              "other",
              MillraceConfig::stateDirectory,
              Path.of("other")),
          new Change(MillraceConfig.INSTANCE, "b", MillraceConfig::instance, "b"),
          new Change(MillraceConfig.STANDBY_REPLICAS, "1", MillraceConfig::standbyReplicas, 1),
          new Change(
              MillraceConfig.REGISTRY_USER,
              "me",
              config -> config.registry().client().getOrDefault("apicurio.auth.username", ""),
              "me"),
          new Change(
              MillraceConfig.REGISTRY_PASSWORD,
              "pw",
              config -> config.getPassword(MillraceConfig.REGISTRY_PASSWORD).value(),
              "pw"),
          new Change(
              MillraceConfig.REGISTRY_TOKEN,
              "t",
              config -> config.registry().client().getOrDefault("bearer.auth.token", ""),
              "t"),
          new Change(MillraceConfig.THREADS, "5", MillraceConfig::threads, 5),
          new Change(
              MillraceConfig.COMMIT_INTERVAL,
              "70",
              MillraceConfig::commitInterval,
              Duration.ofMillis(70)),
          new Change(
              MillraceConfig.CHANGELOG_SEGMENT,
              "52428800",
              MillraceConfig::changelogSegmentBytes,
              52_428_800),
          new Change(
              MillraceConfig.SESSION_TIMEOUT,
              "20000",
              MillraceConfig::sessionTimeout,
              Duration.ofSeconds(20)),
          new Change(
              MillraceConfig.TRANSACTION_TIMEOUT,
              "20000",
              MillraceConfig::transactionTimeout,
              Duration.ofSeconds(20)),
          new Change(
              MillraceConfig.ROW_DEADLINE,
              "70",
              config -> config.enrichSettings().rowDeadline(),
              Duration.ofMillis(70)),
          new Change(
              MillraceConfig.FRESH_AGE,
              "70",
              config -> config.enrichSettings().freshAge(),
              Duration.ofSeconds(70)),
          new Change(
              MillraceConfig.IN_FLIGHT, "7", config -> config.enrichSettings().inFlight(), 7),
          new Change(
              MillraceConfig.SETTLE,
              "70",
              config -> config.scoreSettings().settle(),
              Duration.ofMillis(70)),
          new Change(MillraceConfig.CACHE_BYTES, "0", MillraceConfig::cacheBytes, 0L),
          new Change(
              MillraceConfig.SCORE_CACHE_BYTES,
              "1048576",
              config -> config.scoreSettings().cacheBytes(),
              1_048_576L),
          new Change(
              MillraceConfig.STORE_MEMORY_BYTES,
              "67108864",
              MillraceConfig::storeMemoryBytes,
              67_108_864L),
          new Change(MillraceConfig.REPLICATION_FACTOR, "3", MillraceConfig::replicationFactor, 3),
          new Change(MillraceConfig.STATUS_HOST, "0.0.0.0", MillraceConfig::statusHost, "0.0.0.0"),
          new Change(MillraceConfig.STATUS_PORT, "8080", MillraceConfig::statusPort, 8080),
          new Change(
              MillraceConfig.STATUS_TOKEN, "let me see", MillraceConfig::statusToken, "let me see"),
          new Change(
              MillraceConfig.CONNECT_URL,
              "http://connect:8083",
              MillraceConfig::connectUrl,
              Optional.of("http://connect:8083")));

  static List<Change> changes() {
    return CHANGES;
  }

  private static Map<String, String> required() {
    Map<String, String> settings = new HashMap<>();
    settings.put(MillraceConfig.PLAN, "plan.yaml");
    settings.put(MillraceConfig.BOOTSTRAP_SERVERS, "127.0.0.1:9092");
    settings.put(MillraceConfig.REGISTRY_URL, "http://127.0.0.1:8081");
    settings.put(MillraceConfig.PLACEHOLDER, SECRET);
    settings.put(MillraceConfig.STATE_DIRECTORY, "state");
    return settings;
  }

  @Test
  void shouldTakeDefaultsForAllThatIsNotRequired() {
    MillraceConfig config = new MillraceConfig(required());

    assertThat(config.names()).isEqualTo(Names.standard());
    assertThat(config.registry()).isEqualTo(RegistrySettings.apicurio("http://127.0.0.1:8081"));
    assertThat(config.generation()).isEqualTo(1);
    assertThat(config.epoch()).isEqualTo(1);
    assertThat(config.instance()).isEqualTo("1");
    assertThat(config.threads()).isEqualTo(3);
    assertThat(config.commitInterval()).isEqualTo(Duration.ofMillis(25));
    assertThat(config.sessionTimeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(config.cacheBytes()).isEqualTo(67_108_864);
    assertThat(config.replicationFactor()).isEqualTo(-1);
    assertThat(config.statusHost()).isEqualTo("127.0.0.1");
    assertThat(config.statusPort()).isZero();
    assertThat(config.statusToken()).isEmpty();
    assertThat(config.connectUrl()).isEmpty();
  }

  @Test
  void shouldHaveTheDefaultsOfTheRoomsThatItConfigures() {
    MillraceConfig config = new MillraceConfig(required());

    assertThat(config.enrichSettings()).isEqualTo(EnrichSettings.defaults());
    assertThat(config.scoreSettings()).isEqualTo(ScoreSettings.defaults());
  }

  @ParameterizedTest
  @MethodSource("changes")
  void shouldReadAKeyByItsAccessor(Change change) {
    MillraceConfig standard = new MillraceConfig(required());
    Map<String, String> settings = required();
    settings.put(change.key(), change.value());

    MillraceConfig changed = new MillraceConfig(settings);

    assertThat(SettingsCheck.problems(MillraceConfig.definition(), settings)).isEmpty();
    assertThat(change.accessor().apply(changed)).isEqualTo(change.expected());
    assertThat(change.accessor().apply(standard)).isNotEqualTo(change.expected());
  }

  @Test
  void shouldTestEveryKey() {
    List<String> tested =
        Stream.concat(
                CHANGES.stream().map(Change::key),
                ProviderKeys.addTo(new ConfigDef()).names().stream())
            .toList();

    assertThat(tested).containsExactlyInAnyOrderElementsOf(MillraceConfig.definition().names());
  }

  @Test
  void shouldReportEveryProblemAtOnce() {
    Map<String, String> settings = required();
    settings.remove(MillraceConfig.PLAN);
    settings.put(MillraceConfig.PREFIX, "Not-A-Prefix");
    settings.put(MillraceConfig.THREADS, "none");
    settings.put(MillraceConfig.COMMIT_INTERVAL, "0");
    settings.put(MillraceConfig.PLACEHOLDER, "guess me");
    settings.put("millrace.thread.count", "2");

    List<String> problems = SettingsCheck.problems(MillraceConfig.definition(), settings);

    assertThat(problems)
        .anyMatch(problem -> problem.contains(MillraceConfig.PLAN))
        .anyMatch(
            problem -> problem.contains(MillraceConfig.PREFIX) && problem.contains("Not-A-Prefix"))
        .anyMatch(problem -> problem.contains(MillraceConfig.THREADS) && problem.contains("none"))
        .anyMatch(problem -> problem.contains(MillraceConfig.COMMIT_INTERVAL))
        .anyMatch(
            problem ->
                problem.contains(MillraceConfig.PLACEHOLDER) && !problem.contains("guess me"))
        .anyMatch(problem -> problem.startsWith("Unknown setting millrace.thread.count;"))
        .hasSize(6);
  }

  @Test
  void shouldLeaveSettingsOfOthersAlone() {
    Map<String, String> settings = required();
    settings.put("logging.level", "info");

    assertThat(SettingsCheck.problems(MillraceConfig.definition(), settings)).isEmpty();
  }

  @Test
  void shouldRefuseAPlaceholderThatCanBeGuessedWithoutRepeatingIt() {
    Map<String, String> settings = required();
    settings.put(MillraceConfig.PLACEHOLDER, "guess me");

    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> new MillraceConfig(settings))
        .withMessageContaining(MillraceConfig.PLACEHOLDER)
        .withMessageNotContaining("guess me");
  }

  /** Kafka logs a configuration's values; what Streams is given is logged too. */
  @Test
  void shouldNeverShowThePlaceholder() {
    MillraceConfig config = new MillraceConfig(required());

    assertThat(config.values().toString()).doesNotContain(SECRET);
    assertThat(StreamsProperties.of(config, "millrace-rows").toString()).doesNotContain(SECRET);
  }

  @Test
  void shouldHandOnWhatKafkasClientsNeedToEnter() {
    Map<String, String> settings = required();
    settings.put("millrace.kafka.security.protocol", "SASL_SSL");
    settings.put("millrace.kafka.sasl.jaas.config", "secret");

    Properties properties = StreamsProperties.of(new MillraceConfig(settings), "app");

    assertThat(SettingsCheck.problems(MillraceConfig.definition(), settings)).isEmpty();
    assertThat(properties)
        .containsEntry("security.protocol", "SASL_SSL")
        .containsEntry("sasl.jaas.config", "secret");
  }

  @Test
  void shouldRefuseToHandOnWhatGuaranteesRestOn() {
    Map<String, String> settings = required();
    settings.put("millrace.kafka.isolation.level", "read_uncommitted");
    settings.put("millrace.kafka.bootstrap.servers", "elsewhere:9092");

    assertThat(SettingsCheck.problems(MillraceConfig.definition(), settings))
        .hasSize(2)
        .allMatch(problem -> problem.contains("no setting of all of Kafka's clients"));
  }
}
