package io.millrace.app.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.stack.LocalHome;
import io.millrace.stack.LocalStack;
import io.millrace.stack.PartName;
import io.millrace.stack.StackEnvironment;
import io.millrace.stack.StackSettings;
import io.millrace.stack.process.Folders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * What the containers of the compose file run, as plain processes: {@code init}, {@code
 * connectors}, and several times {@code run} with one state directory, on parts that variables
 * name.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OwnPartsIT {
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final int NOTES = 40;
  private static final String PLAN =
      """
      version: 1
      embedding_model: sentence-transformers/all-MiniLM-L6-v2
      tables:
        notes:
          key: id
          embed: { embedding: { from: [body] } }
      """;

  private final LocalHome home = new LocalHome(Path.of("target", "it-own-parts"));
  private final LocalStack parts = stack();
  private final List<Process> instances = new ArrayList<>();

  private LocalStack stack() {
    StackSettings defaults = StackSettings.fromEnvironment(Map.of(), List.of());
    Path sink = ComposeFile.ROOT.resolve("sink/target/plugin");
    return new LocalStack(
        new StackSettings(
            home, StackSettings.defaultCache(), defaults.parts(), List.of(sink), Optional.empty()),
        sentence -> System.out.println("[parts] " + sentence));
  }

  @BeforeAll
  void startParts() throws Exception {
    parts.stopAll();
    Folders.delete(home.root());
    parts.start(PartName.POSTGRES, PartName.KAFKA, PartName.REGISTRY, PartName.CONNECT);
    Files.writeString(home.data().resolve("plan.yaml"), PLAN);
    sql("create table notes (id int primary key, body text)");
  }

  @AfterAll
  void stopParts() throws Exception {
    for (Process instance : instances) {
      instance.destroyForcibly();
      assertThat(instance.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
    parts.stopAll();
    Folders.delete(home.data());
  }

  @Test
  @Order(1)
  void shouldPrepareDatabaseTopicsAndConnectors() throws Exception {
    assertThat(processes().run("plan", "check")).contains("fits the database");
    processes().run("init", "--wait", "30s");

    String connectors = processes().run("connectors", "--wait", "60s", "--json");

    assertThat(connectors).contains("\"millrace-source\"").contains("\"millrace-sink-g1\"");
    assertThat(processes().run("connectors")).contains("connector millrace-source: RUNNING");
  }

  @Test
  @Order(2)
  void shouldShareTheWorkAmongInstances() throws Exception {
    startInstance();
    startInstance();

    insert(1);

    await().atMost(LIMIT).until(() -> number("select count(embedding) from notes") == NOTES);
    assertThat(places()).containsExactly("instance-1", "instance-2");
  }

  @Test
  @Order(3)
  void shouldGoOnWhenAnInstanceIsKilledAndLetAnotherTakeItsPlace() throws Exception {
    instances.get(0).destroyForcibly();
    insert(2);
    await().atMost(LIMIT).until(() -> number("select count(embedding) from notes") == 2 * NOTES);

    startInstance();

    insert(3);
    await().atMost(LIMIT).until(() -> number("select count(embedding) from notes") == 3 * NOTES);
    assertThat(places()).containsExactly("instance-1", "instance-2");
  }

  /** Within the container's grace period. */
  @Test
  @Order(4)
  void shouldEndInAnOrderlyWay() throws Exception {
    for (Process instance : instances.subList(1, instances.size())) {
      instance.destroy();
    }
    for (Process instance : instances.subList(1, instances.size())) {
      assertThat(instance.waitFor(90, TimeUnit.SECONDS)).isTrue();
      assertThat(instance.exitValue()).isZero();
    }
  }

  private void startInstance() throws Exception {
    Path log = home.logs().resolve("instance-" + instances.size() + ".log");
    instances.add(
        processes()
            .with(
                Map.of(
                    "MILLRACE_UNAVAILABLE_VALUE_PLACEHOLDER_FILE",
                    home.secrets().resolve("unavailable-value-placeholder").toString()))
            .startApplications(log, EncryptedBroker.freePort()));
  }

  private MillraceProcesses processes() {
    return new MillraceProcesses(environment(), home.logs());
  }

  /** As docker-compose.yml sets them. */
  private Map<String, String> environment() {
    StackEnvironment where = parts.environment();
    Map<String, String> environment = new HashMap<>();
    environment.put("MILLRACE_HOME", home.root().toString());
    environment.put("MILLRACE_PARTS", ComposeFile.ROOT.resolve("parts").toString());
    environment.put("MILLRACE_JDBC_URL", where.database().jdbcUrl());
    environment.put("MILLRACE_JDBC_USER", where.database().user());
    environment.put(
        "MILLRACE_JDBC_PASSWORD_FILE", home.secrets().resolve("postgres.password").toString());
    environment.put("MILLRACE_BOOTSTRAP_SERVERS", where.bootstrapServers());
    environment.put("MILLRACE_REGISTRY_URL", where.registryUrl());
    environment.put("MILLRACE_CONNECT_URL", where.connectUrl());
    environment.put("MILLRACE_PLAN", home.data().resolve("plan.yaml").toString());
    environment.put("MILLRACE_PLAN_FILE", home.data().resolve("plan.yaml").toString());
    environment.put("MILLRACE_PARTITIONS", "6");
    environment.put("MILLRACE_STATE_DIRECTORY", home.data().resolve("state").toString());
    environment.put("MILLRACE_INSTANCE_ID", "auto");
    environment.put("MILLRACE_STANDBY_REPLICAS_COUNT", "1");
    return environment;
  }

  private List<String> places() throws Exception {
    try (Stream<Path> folders = Files.list(home.data().resolve("state"))) {
      return folders
          .filter(Files::isDirectory)
          .map(folder -> String.valueOf(folder.getFileName()))
          .sorted()
          .toList();
    }
  }

  private void insert(int round) throws Exception {
    sql(
        "insert into notes select %d * 1000 + n, 'note ' || n || ' of round %d' from generate_series(1, %d) n"
            .formatted(round, round, NOTES));
  }

  private void sql(String statement) throws Exception {
    try (Connection connection = connect();
        Statement run = connection.createStatement()) {
      run.execute(statement);
    }
  }

  private long number(String query) throws Exception {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }

  private Connection connect() throws Exception {
    var access = parts.environment().database();
    return DriverManager.getConnection(access.jdbcUrl(), access.user(), access.password());
  }
}
