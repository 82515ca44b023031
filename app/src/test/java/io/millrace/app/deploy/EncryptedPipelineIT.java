package io.millrace.app.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.app.progress.TopicReader;
import io.millrace.modelserver.ModelServer;
import io.millrace.schemas.Names;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The whole pipeline where Kafka lets in over TLS and with a password only, and PostgreSQL besides
 * with a certificate: both connectors in a worker out of the archive, {@code init}, {@code
 * connectors} and {@code run} as processes. Each test goes on where the one before ended.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EncryptedPipelineIT {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Names NAMES = Names.standard();
  private static final String PLAN =
      """
      version: 1
      embedding_model: %s
      tables:
        notes:
          key: id
          embed: { embedding: { from: [body] } }
      """
          .formatted(ModelServer.MODEL);

  private final ModelServer models = ModelServer.start(ModelServer.Settings.defaults());
  private final EncryptedParts parts = EncryptedParts.start(PLAN, models.url());
  private final MillraceProcesses millrace = parts.millrace();
  private Optional<Process> applications = Optional.empty();

  EncryptedPipelineIT() throws Exception {}

  @AfterAll
  void stopParts() {
    applications.ifPresent(Process::destroyForcibly);
    models.close();
    parts.close();
  }

  @Test
  @Order(1)
  void shouldPrepareDatabaseTopicsAndConnectors() throws Exception {
    parts.sql("create table notes (id int primary key, body text)");
    millrace.run("init");
    parts.worker().awaitAnswer();

    String connectors = millrace.run("connectors", "--wait", "60s", "--json");

    assertThat(connectors).contains("\"millrace-source\"").contains("\"millrace-sink-g1\"");
  }

  @Test
  @Order(2)
  void shouldWriteVectorsOfRowsThatAreInsertedAndEdited() throws Exception {
    applications = Optional.of(parts.startApplications());
    parts.sql("insert into notes values (1, 'a note that comes over TLS')");
    await().atMost(LIMIT).until(() -> !vector(1).isEmpty());
    String first = vector(1);

    parts.sql("update notes set body = 'another one' where id = 1");

    assertThat(millrace.run("wait")).contains("Everything is written.");
    assertThat(vector(1)).isNotEmpty().isNotEqualTo(first);
    assertThat(millrace.run("lag", "--json")).contains("\"stages\"");
  }

  /** By a producer of its own, which has to enter too. */
  @Test
  @Order(3)
  void shouldHearOfBatchesAndFailuresFromTheSink() throws Exception {
    parts.sql(
        """
        create function refuse() returns trigger language plpgsql as $$ begin
          if new.id = 2 and new.embedding is not null then raise 'not this one'; end if;
          return new; end $$;
        create trigger refuse before update on notes for each row execute function refuse();
        """);

    parts.sql("insert into notes values (2, 'a note whose vector is refused')");

    millrace.run("wait");
    assertThat(millrace.run("failures", "list", "--json")).contains("\"total\":1");
    try (TopicReader reader = new TopicReader(parts.broker().access())) {
      assertThat(reader.readAll(NAMES.sinkReportsTopic())).isNotEmpty();
    }
  }

  /** Rows that are read again are asked for by a signal, which capture reads from Kafka. */
  @Test
  @Order(4)
  void shouldHaveCaptureReadARowAgain() throws Exception {
    parts.sql("update notes set embedding = null where id = 1");

    millrace.run("audit", "--repair");

    await().atMost(LIMIT).until(() -> !vector(1).isEmpty());
    try (TopicReader reader = new TopicReader(parts.broker().access())) {
      assertThat(reader.readAll(NAMES.signalsTopic())).isNotEmpty();
    }
  }

  /** The server takes no others; that it says so itself shows that it was asked. */
  @Test
  @Order(5)
  void shouldEncryptTheConnectionsOfBothConnectors() throws Exception {
    String connections =
        parts.text(
            """
            select string_agg(distinct format('%s %s %s', usename, backend_type, ssl), ', ')
            from pg_stat_activity join pg_stat_ssl using (pid) where usename like 'millrace%'
            """);

    assertThat(connections.split(", "))
        .contains(
            "millrace_capture walsender t",
            "millrace_capture client backend t",
            "millrace_sink client backend t")
        .noneMatch(connection -> connection.endsWith(" f"));
  }

  @Test
  @Order(6)
  void shouldSayThatTheDatabasesCertificateIsNotTrusted() throws Exception {
    Map<String, String> url =
        Map.of("MILLRACE_JDBC_URL_FILE", parts.urlFile(otherAuthority()).toString());

    MillraceProcesses.Ended ended = millrace.with(url).attempt("connectors");

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.output())
        .contains("The database and this client do not agree on TLS: SSL error: ", "sslrootcert");
  }

  @Test
  @Order(7)
  void shouldTellNoPassword() throws Exception {
    List<String> passwords = parts.passwords();

    assertThat(parts.worker().get("/connectors?expand=info&expand=status"))
        .contains("signal.consumer.sasl.jaas.config", "millrace.producer.sasl.jaas.config")
        .doesNotContain(passwords);
    assertThat(parts.worker().log()).contains("millrace-source").doesNotContain(passwords);
    try (Stream<Path> logs = Files.list(parts.home().logs())) {
      for (Path log : logs.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(log)).as(log.toString()).doesNotContain(passwords);
      }
    }
  }

  @Test
  @Order(8)
  void shouldEndInAnOrderlyWay() throws Exception {
    Process process = applications.orElseThrow();

    process.destroy();

    assertThat(process.waitFor(90, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
  }

  /** Made once. */
  private Authority otherAuthority() throws Exception {
    Path folder = parts.home().data().resolve("other-authority").toAbsolutePath();
    return Files.exists(folder) ? new Authority(folder) : Authority.create(folder);
  }

  /** The stored vector of a note; empty if it has none. */
  private String vector(int id) throws Exception {
    return parts.text(
        "select coalesce((select embedding::text from notes where id = %d), '')".formatted(id));
  }
}
