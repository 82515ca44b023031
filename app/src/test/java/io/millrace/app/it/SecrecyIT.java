package io.millrace.app.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.millrace.app.progress.TopicReader;
import io.millrace.schemas.Names;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Invariant 9 on the whole stack: a word that stands in one row only, and every password, are
 * looked for in whatever the parts told while rows failed and tasks died. After all tests that
 * expect an empty failure list.
 */
@ExtendWith(PipelineExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Order(1000)
class SecrecyIT {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final String PLANTED = "Zwybrq" + UUID.randomUUID().toString().replace("-", "");
  private static final UUID REFUSED = UUID.randomUUID();
  private static final UUID DEADLY = UUID.randomUUID();

  private final HttpClient http = HttpClient.newHttpClient();
  private final RunningPipeline pipeline;
  private final Tables tables;

  SecrecyIT(RunningPipeline pipeline) {
    this.pipeline = pipeline;
    this.tables = pipeline.tables();
  }

  /** One row is refused and listed, one kills the sink's task; the host's trigger quotes both. */
  @BeforeAll
  void makeFailures() throws SQLException {
    complain(REFUSED, "P0001");
    insert(REFUSED);
    pipeline.awaitWritten();
    complain(DEADLY, "XX000");
    insert(DEADLY);
    await().atMost(LIMIT).until(() -> status().contains("\"FAILED\""));
    assertThatThrownBy(() -> tables.execute("insert into profiles (id) values (?::uuid)", PLANTED))
        .as("an edit of the host's own that PostgreSQL refuses, quoting it")
        .isInstanceOf(SQLException.class);
  }

  private void complain(UUID row, String state) throws SQLException {
    tables.execute(
        """
        create or replace function complain() returns trigger language plpgsql as $$ begin
          if new.id = '%s' and new.embedding_seeking is not null then
            raise exception 'refused: %%', new.seeking
              using errcode = '%s', detail = new.seeking, hint = new.seeking;
          end if;
          return new; end $$;
        create or replace trigger complain before update on profiles
          for each row execute function complain();
        """
            .formatted(row, state));
  }

  private void insert(UUID id) throws SQLException {
    tables.execute(
        "insert into profiles (id, name, seeking, offering, bio) values (?, ?, ?, ?, ?)",
        id,
        "Mr " + PLANTED,
        "A partner for " + PLANTED + " " + id,
        "Courses by " + PLANTED,
        PLANTED + " lives in a house by the sea.");
  }

  @Test
  @Order(1)
  void shouldTellNoRowTextAndNoPassword_invariant9() throws Exception {
    List<String> hidden = new ArrayList<>(passwords());
    hidden.add(PLANTED);

    assertThat(hidden).hasSizeGreaterThanOrEqualTo(4);
    assertThat(failures()).anyMatch(failure -> failure.contains(REFUSED.toString()));
    assertThat(status()).contains("XX000");
    assertThat(logs()).hasSizeGreaterThanOrEqualTo(5);
    for (String word : hidden) {
      Predicate<String> tells = text -> text.contains(word);
      assertThat(failures()).as("failure records").noneMatch(tells);
      assertThat(connectAnswers()).as("answers of Connect").noneMatch(tells);
      assertThat(get(pipeline.environment().statusUrl() + "/metrics")).doesNotContain(word);
      assertThat(get(pipeline.environment().statusUrl() + "/health/ready")).doesNotContain(word);
      assertThat(get(pipeline.environment().connectMetricsUrl().orElseThrow()))
          .doesNotContain(word);
      assertThat(pipeline.status()).doesNotContain(word);
      assertThat(configurations()).as("connectors' configurations in Kafka").noneMatch(tells);
      logs()
          .forEach(
              (file, text) ->
                  assertThat(tells.test(text)).as("%s tells %s", file, kind(word)).isFalse());
    }
  }

  @Test
  @Order(2)
  void shouldEnterTheDatabaseWithLeastRights() throws SQLException {
    assertThat(
            tables.query(
                row -> row.getString(1),
                "select distinct usename from pg_stat_activity where backend_type = 'walsender'"))
        .containsExactly("millrace_capture");
    assertThat(
            tables.text(
                "select count(*) from pg_roles where rolname in ('millrace_capture',"
                    + " 'millrace_sink') and not (rolsuper or rolcreaterole or rolcreatedb"
                    + " or rolbypassrls)"))
        .isEqualTo("2");
    tables.execute("drop trigger complain on profiles");
    pipeline.up();
    pipeline.awaitWritten();

    assertThat(
            tables.query(
                row -> row.getString(1),
                "select distinct usename from pg_stat_activity"
                    + " where application_name like 'millrace-sink%'"))
        .containsExactly("millrace_sink");
    assertThat(tables.text("select embedding_seeking is null from profiles where id = ?", DEADLY))
        .as("what the dead task left, once it was started again")
        .isEqualTo("false");
  }

  private static String kind(String word) {
    return word.equals(PLANTED) ? "row text" : "a password";
  }

  private List<String> passwords() throws IOException {
    List<String> passwords = new ArrayList<>();
    passwords.add(pipeline.environment().database().password());
    try (Stream<Path> files = Files.list(pipeline.home().connectSecrets())) {
      for (Path file : files.toList()) {
        Properties secrets = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
          secrets.load(reader);
        }
        passwords.add(secrets.getProperty("password"));
      }
    }
    return passwords;
  }

  /** Texts of all logs, the older ones too, and of the settings that parts run with. */
  private Map<String, String> logs() throws IOException {
    Map<String, String> texts = new TreeMap<>();
    for (Path folder : List.of(pipeline.home().logs(), pipeline.home().run())) {
      try (Stream<Path> files = Files.walk(folder)) {
        files
            .filter(Files::isRegularFile)
            .forEach(
                file -> texts.put(folder.getFileName() + "/" + file.getFileName(), read(file)));
      }
    }
    return texts;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> failures() {
    return records(Names.standard().failuresTopic());
  }

  private List<String> configurations() {
    return records("millrace-connect-configs");
  }

  private List<String> records(String topic) {
    try (TopicReader reader = new TopicReader(pipeline.environment().kafka())) {
      return reader.readAll(topic).stream()
          .map(record -> text(record.key()) + " " + text(record.value()))
          .toList();
    }
  }

  private static String text(byte[] bytes) {
    return bytes == null ? "" : new String(bytes, ISO_8859_1);
  }

  private List<String> connectAnswers() {
    List<String> answers = new ArrayList<>();
    answers.add(get(connectors() + "?expand=info&expand=status"));
    for (String name :
        List.of(Names.standard().sourceConnector(), Names.standard().sinkConnector(1))) {
      for (String part : List.of("", "/config", "/status", "/tasks", "/offsets")) {
        answers.add(get(connectors() + "/" + name + part));
      }
    }
    return answers;
  }

  private String status() {
    return get(connectors() + "/" + Names.standard().sinkConnector(1) + "/status");
  }

  private String connectors() {
    return pipeline.environment().connectUrl() + "/connectors";
  }

  private String get(String address) {
    try {
      HttpRequest request = HttpRequest.newBuilder(URI.create(address)).build();
      return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
