package io.millrace.sink;

import static io.millrace.sink.Records.record;
import static io.millrace.sink.Records.row;
import static io.millrace.sink.Records.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.stack.DatabaseAccess;
import io.millrace.stack.testing.TestPgBouncer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two tasks behind a real PgBouncer in transaction mode that has one session for both: each
 * transaction may find itself in the session that the other's has left.
 */
class PgBouncerIT extends SinkFixture {
  private static final int BATCHES = 40;
  private static final int ROWS = 25;

  @TempDir private Path folder;

  @SuppressWarnings("NullAway.Init") // set before each test
  private TestPgBouncer pooler;

  @BeforeEach
  void startPooler() throws SQLException {
    pooler = TestPgBouncer.start(folder.resolve("pooler"), SharedPostgres.access(), 1);
    for (int number = 0; number < 2 * ROWS; number++) {
      host.insertProfile("p" + number, "a coach", null);
    }
  }

  @AfterEach
  void stopPooler() {
    tasks.forEach(MillraceSinkTask::stop);
    pooler.close();
  }

  private Map<String, String> settings(int task) {
    Map<String, String> settings = new HashMap<>(host.settings());
    settings.put(SinkSettings.JDBC_URL, pooler.access().jdbcUrl());
    settings.put(SinkSettings.TASK, String.valueOf(task));
    return settings;
  }

  private static List<SinkRecord> batch(int task, long revision) {
    return IntStream.range(0, ROWS)
        .mapToObj(number -> "p" + (task * ROWS + number))
        .map(
            key ->
                record(
                    row(
                        key,
                        vector("embedding_seeking", "a coach", revision, (float) revision, 0, 0))))
        .toList();
  }

  private static void putAll(MillraceSinkTask task, int number) {
    for (long revision = 1; revision <= BATCHES; revision++) {
      task.put(batch(number, revision));
    }
  }

  @Test
  void shouldWriteFromTwoTasksThroughOneSession() throws Exception {
    MillraceSinkTask first = start(settings(0));
    MillraceSinkTask second = start(settings(1));

    CompletableFuture.allOf(
            CompletableFuture.runAsync(() -> putAll(first, 0)),
            CompletableFuture.runAsync(() -> putAll(second, 1)))
        .get();

    assertThat(host.get("select count(*) from profiles where embedding_seeking = '[40,0,0]'"))
        .isEqualTo(String.valueOf(2 * ROWS));
    assertThat(host.get("select count(*) from millrace.provenance where revision = 40"))
        .isEqualTo(String.valueOf(2 * ROWS));
    assertThat(reporter.failures).isEmpty();
    assertThat(sessions()).isEqualTo("1");
  }

  /** What a task leaves in the session would be the next client's. */
  @Test
  void shouldLeaveNothingInTheSession() throws SQLException {
    MillraceSinkTask task = start(settings(0));
    putAll(task, 0);

    try (Connection next = through(pooler.access());
        Statement statement = next.createStatement();
        ResultSet result =
            statement.executeQuery(
                "select current_setting('lock_timeout'), current_setting('statement_timeout'),"
                    + " (select count(*) from pg_prepared_statements)")) {
      result.next();
      assertThat(result.getString(1)).isEqualTo("0");
      assertThat(result.getString(2)).isEqualTo("0");
      assertThat(result.getInt(3)).isZero();
    }
  }

  private static Connection through(DatabaseAccess access) throws SQLException {
    return DriverManager.getConnection(
        access.jdbcUrl() + "?prepareThreshold=0", access.user(), access.password());
  }

  /** PITFALLS A17: the origin would stay in the session and hide other clients' writes. */
  @Test
  void shouldRefuseAnOriginBehindAPooler() throws SQLException {
    Map<String, String> settings = settings(0);
    settings.put(SinkSettings.ORIGIN, "pooled_test");

    assertThatThrownBy(() -> start(settings))
        .isInstanceOf(ConnectException.class)
        .isNotInstanceOf(RetriableException.class)
        .hasMessageContaining("through a pooler")
        .hasMessageContaining(SinkSettings.ORIGIN);

    assertThat(host.get("select count(*) from pg_replication_origin where roname ~ 'pooled_test'"))
        .isEqualTo("0");
  }

  /** Invariant 3. */
  @Test
  void shouldWriteOnceMore_whenThePoolerDiesInATransaction() throws Exception {
    MillraceSinkTask task = start(settings(0));
    try (Connection editor = host.connect()) {
      editor.setAutoCommit(false);
      HostDatabase.run(editor, "update profiles set list_size = 1");
      CompletableFuture<Void> write = CompletableFuture.runAsync(() -> task.put(batch(0, 1)));
      awaitWaiting();

      pooler.kill();

      assertThatThrownBy(write::get).hasCauseInstanceOf(RetriableException.class);
      assertThatThrownBy(() -> task.put(batch(0, 1))).isInstanceOf(RetriableException.class);
      editor.commit();
    }
    pooler.start();

    Awaitility.await()
        .ignoreExceptionsInstanceOf(RetriableException.class)
        .untilAsserted(() -> task.put(batch(0, 1)));

    assertThat(host.get("select count(embedding_seeking) from profiles"))
        .isEqualTo(String.valueOf(ROWS));
    assertThat(reporter.failures).isEmpty();
  }

  @Test
  void shouldGoOn_whenThePoolerChangesTheSession() throws SQLException {
    MillraceSinkTask task = start(settings(0));
    task.put(batch(0, 1));
    host.text(
        "select pg_terminate_backend(pid) from pg_stat_activity"
            + " where application_name = 'millrace-sink-g1/0'");

    Awaitility.await()
        .ignoreExceptionsInstanceOf(RetriableException.class)
        .untilAsserted(() -> task.put(batch(0, 2)));

    assertThat(host.get("select count(*) from profiles where embedding_seeking = '[2,0,0]'"))
        .isEqualTo(String.valueOf(ROWS));
  }

  /** How many sessions the tasks have at the server. */
  private String sessions() throws SQLException {
    return host.text(
        "select count(*) from pg_stat_activity where application_name like 'millrace-sink%'");
  }
}
