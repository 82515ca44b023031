package io.millrace.sink;

import static io.millrace.sink.Records.record;
import static io.millrace.sink.Records.row;
import static io.millrace.sink.Records.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How the sink lives with its database: origins, locks, cut connections, generations. */
class SessionIT extends SinkFixture {
  private static final SinkRecord RECORD =
      record(row("p1", vector("embedding_seeking", "a coach", 1, 1, 0, 0)));

  @BeforeEach
  void insertProfile() throws SQLException {
    host.insertProfile("p1", "a coach", null);
  }

  private Map<String, String> settings(String key, String value) {
    Map<String, String> settings = new HashMap<>(host.settings());
    settings.put(key, value);
    return settings;
  }

  /** Invariant 1: capture with {@code origin=none} leaves such writes out. */
  @Test
  void shouldMarkItsWritesWithTheTasksOrigin() throws SQLException {
    host.run("select pg_create_logical_replication_slot('origins', 'test_decoding', true)");
    MillraceSinkTask task = start(settings(SinkSettings.ORIGIN, "sink_test"));

    put(task, RECORD);

    assertThat(host.text("select count(*) from pg_replication_origin where roname = 'sink_test_0'"))
        .isEqualTo("1");
    assertThat(host.profile("p1", "embedding_seeking")).isEqualTo("[1,0,0]");
    assertThat(
            host.text(
                "select count(*) from pg_logical_slot_peek_changes('origins', null, null,"
                    + " 'only-local', 'true') where data like '%UPDATE%'"))
        .isEqualTo("0");
    assertThat(
            host.text(
                "select count(*) from pg_logical_slot_peek_changes('origins', null, null)"
                    + " where data like '%UPDATE%'"))
        .isEqualTo("1");
    host.run("select pg_drop_replication_slot('origins')");
  }

  /** A zombie holds the origin: its successor waits. */
  @Test
  void shouldRetryWhileAnotherSessionHoldsItsOrigin() throws SQLException {
    MillraceSinkTask zombie = start(settings(SinkSettings.ORIGIN, "sink_test"));
    put(zombie, RECORD);
    MillraceSinkTask successor = start(settings(SinkSettings.ORIGIN, "sink_test"));

    assertThatThrownBy(() -> put(successor, RECORD)).isInstanceOf(RetriableException.class);
    zombie.stop();

    Awaitility.await()
        .ignoreExceptionsInstanceOf(RetriableException.class)
        .untilAsserted(() -> put(successor, RECORD));
    assertThat(reporter.skipped()).containsEntry("unchanged", 1L);
  }

  @Test
  void shouldRetryWhenTheHostHoldsTheRowForLong() throws SQLException {
    MillraceSinkTask task = start(settings(SinkSettings.LOCK_TIMEOUT, "50"));
    try (Connection editor = host.connect()) {
      editor.setAutoCommit(false);
      HostDatabase.run(editor, "update profiles set list_size = 1");

      assertThatThrownBy(() -> put(task, RECORD)).isInstanceOf(RetriableException.class);
      assertThat(context.timeout).isEqualTo(500);
      assertThatThrownBy(() -> put(task, RECORD)).isInstanceOf(RetriableException.class);
      assertThat(context.timeout).isEqualTo(1000);
      editor.commit();
    }

    put(task, RECORD);

    assertThat(host.profile("p1", "embedding_seeking")).isEqualTo("[1,0,0]");
  }

  @Test
  void shouldReconnectAfterItsSessionWasEnded() throws SQLException {
    MillraceSinkTask task = start();
    put(task, RECORD);
    host.run("update profiles set embedding_seeking = null");
    host.text(
        "select pg_terminate_backend(pid) from pg_stat_activity"
            + " where application_name = 'millrace-sink-g1/0'");

    Awaitility.await()
        .ignoreExceptionsInstanceOf(RetriableException.class)
        .untilAsserted(() -> put(task, RECORD));

    assertThat(host.profile("p1", "embedding_seeking")).isEqualTo("[1,0,0]");
  }

  /** Invariant 3: a transaction that was cut off comes again. */
  @Test
  void shouldWriteOnceMore_whenItsSessionIsEndedInATransaction() throws Exception {
    MillraceSinkTask task = start();
    try (Connection editor = host.connect()) {
      editor.setAutoCommit(false);
      HostDatabase.run(editor, "update profiles set list_size = 1");
      CompletableFuture<Void> write = CompletableFuture.runAsync(() -> put(task, RECORD));
      awaitWaiting();

      host.text(
          "select pg_terminate_backend(pid) from pg_stat_activity"
              + " where application_name = 'millrace-sink-g1/0'");

      assertThatThrownBy(write::get).hasCauseInstanceOf(RetriableException.class);
      editor.commit();
    }
    put(task, RECORD);

    assertThat(host.profile("p1", "embedding_seeking")).isEqualTo("[1,0,0]");
    assertThat(reporter.failures).isEmpty();
  }

  @Test
  void shouldStartWhileTheDatabaseIsAway() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }

    MillraceSinkTask task =
        start(settings(SinkSettings.JDBC_URL, "jdbc:postgresql://127.0.0.1:" + port + "/away"));

    assertThatThrownBy(() -> put(task, RECORD))
        .isInstanceOf(RetriableException.class)
        .hasMessageContaining("08001");
  }

  @Test
  void shouldStopWithoutAPrivilegeAndSayWhich() throws SQLException {
    host.run("drop role if exists sink_poor");
    host.run("create role sink_poor login password 'poor'");
    host.run("grant usage on schema millrace to sink_poor");
    Map<String, String> settings = settings(SinkSettings.JDBC_USER, "sink_poor");
    settings.put(SinkSettings.JDBC_PASSWORD, "poor");

    assertThatThrownBy(() -> start(settings))
        .isInstanceOf(ConnectException.class)
        .isNotInstanceOf(RetriableException.class)
        .hasMessageContaining("permission denied for table generation");

    host.run("drop owned by sink_poor");
    host.run("drop role sink_poor");
  }

  /** PITFALLS H9: no more than single columns of the host's tables. */
  @Test
  void shouldManageWithFewRights() throws SQLException {
    host.run("drop role if exists sink_modest");
    host.run(
        """
        create role sink_modest login password 'modest';
        grant usage on schema millrace, public to sink_modest;
        grant select, update on millrace.generation to sink_modest;
        grant select, insert, update, delete on millrace.provenance to sink_modest;
        grant select (id, seeking, offering, embedding_seeking, embedding_offering, offer_types,
            enrichment_metadata),
          update (embedding_seeking, embedding_offering, offer_types, embeddings_model,
            embeddings_updated_at, enrichment_metadata)
          on profiles to sink_modest;
        grant select (id, profile_id, suggested_profile_id, score_ab, score_ba, harmonic_mean,
            intent_score, synergy_score, momentum_score, context_score, match_context),
          update (scored_at) on matches to sink_modest;
        """);
    Map<String, String> settings = settings(SinkSettings.JDBC_USER, "sink_modest");
    settings.put(SinkSettings.JDBC_PASSWORD, "modest");
    MillraceSinkTask task = start(settings);

    put(task, RECORD);

    assertThat(host.profile("p1", "embedding_seeking")).isEqualTo("[1,0,0]");

    task.stop();
    host.run("drop owned by sink_modest");
    host.run("drop role sink_modest");
  }

  @Test
  void shouldTakeNamesAndKeyTypesAsTheyAre() throws SQLException {
    String id = "2f1c6a52-9f0e-4b5c-8a57-0d7c1f6f9a10";
    host.run(
        """
        drop table if exists "People";
        create table "People" ("Id" uuid primary key, "order" varchar(50), "Wants" vector(3));
        """);
    host.run("insert into \"People\" values ('%s', 'a coach')".formatted(id));
    MillraceSinkTask task =
        start(
            settings(
                SinkSettings.TARGETS,
                """
                {"tables":[{"topic":"millrace.enriched.g1.profiles","schema":"public",
                  "table":"People","key":"Id","columns":[{"name":"Wants","from":["order"],
                  "kind":"vector","dimensions":3,"source":"hf_embedding"}]}]}
                """));

    put(
        task,
        record(row("no uuid", vector("Wants", "a coach", 1, 1, 0, 0))),
        record(row(id, vector("Wants", "a coach", 1, 1, 0, 0))));

    assertThat(host.get("select \"Wants\"::text from \"People\"")).isEqualTo("[1,0,0]");
    assertThat(reporter.failures).hasSize(1);
    assertThat(reporter.failures.get(0).getKey()).isEqualTo("no uuid");
    assertThat(reporter.failures.get(0).getReason()).isEqualTo("data");
  }

  @Test
  void shouldStopWhenTheGenerationIsUnknown() throws SQLException {
    host.run("delete from millrace.generation");

    assertThatThrownBy(this::start)
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("generation 1 is not in millrace.generation");
  }

  @Test
  void shouldPassOverRecordsOfARetiredGeneration() throws SQLException {
    host.run("update millrace.generation set state = 'retired'");
    MillraceSinkTask task = start();

    put(task, RECORD);

    assertThat(host.profile("p1", "embedding_seeking")).isNull();
    assertThat(reporter.skipped()).containsEntry("retired", 1L);
  }

  /** Invariant 5: a generation that is being built has columns of its own, until it is active. */
  @Test
  void shouldWriteIntoItsOwnColumnsWhileBuildingAndFollowTheCutOver() throws SQLException {
    host.run("update millrace.generation set state = 'building'");
    host.run(
        """
        alter table profiles add embedding_seeking__g1 vector(3),
          add embedding_offering__g1 vector(3), add offer_types__g1 jsonb,
          add embeddings_model__g1 text;
        alter table matches add score_ab__g1 float8, add score_ba__g1 float8,
          add harmonic_mean__g1 float8, add intent_score__g1 float8, add synergy_score__g1 float8,
          add momentum_score__g1 float8, add context_score__g1 float8, add match_context__g1 jsonb,
          add scored_at__g1 timestamptz;
        """);
    MillraceSinkTask task = start();
    put(task, RECORD);
    assertThat(host.profile("p1", "embedding_seeking__g1")).isEqualTo("[1,0,0]");
    assertThat(host.profile("p1", "embeddings_model__g1")).isEqualTo("test/model");
    assertThat(host.profile("p1", "embedding_seeking")).isNull();
    assertThat(host.profile("p1", "enrichment_metadata")).isNull();
    host.run(
        """
        begin;
        update millrace.generation set state = 'active';
        alter table profiles drop embedding_seeking;
        alter table profiles rename embedding_seeking__g1 to embedding_seeking;
        commit;
        """);
    host.run("update profiles set seeking = 'a mentor'");

    put(task, record(row("p1", vector("embedding_seeking", "a mentor", 2, 0, 1, 0))));

    assertThat(host.profile("p1", "embedding_seeking")).isEqualTo("[0,1,0]");
  }

  /** Invariants 4 and 5: what waits behind a cut-over lands in its own generation's columns. */
  @Test
  void shouldWriteIntoItsOwnColumns_whenItWaitedBehindTheCutOver() throws Exception {
    host.run("alter table profiles add embedding_seeking__g2 vector(5), add offer_types__g2 jsonb");
    MillraceSinkTask task = start();
    put(task, RECORD);
    try (Connection switching = host.connect()) {
      switching.setAutoCommit(false);
      HostDatabase.run(switching, "select from millrace.generation for update");
      HostDatabase.run(
          switching,
          """
          alter table profiles rename embedding_seeking to embedding_seeking__g1;
          alter table profiles rename embedding_seeking__g2 to embedding_seeking;
          alter table profiles rename embedding_offering to embedding_offering__g1;
          alter table profiles rename offer_types to offer_types__g1;
          alter table profiles rename offer_types__g2 to offer_types;
          alter table profiles rename embeddings_model to embeddings_model__g1;
          update millrace.generation set state = 'standby';
          """);
      CompletableFuture<Void> writing =
          CompletableFuture.runAsync(
              () ->
                  put(task, record(row("p1", vector("embedding_seeking", "a coach", 2, 0, 1, 0)))));
      Awaitility.await()
          .until(
              () ->
                  host.text(
                          "select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
                              + " and application_name = 'millrace-sink-g1/0'")
                      .equals("1"));
      switching.commit();
      writing.get();
    }

    assertThat(host.profile("p1", "embedding_seeking__g1")).isEqualTo("[0,1,0]");
    assertThat(host.profile("p1", "embedding_seeking")).isNull();
    assertThat(host.profile("p1", "embeddings_model__g1")).isEqualTo("test/model");
    assertThat(host.provenance("p1", "embedding_seeking", "revision")).isEqualTo("2");
  }

  @Test
  void shouldRefuseAColumnOfOtherDimensions() throws SQLException {
    host.run("alter table profiles alter embedding_seeking type vector(4)");

    assertThatThrownBy(this::start)
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("embedding_seeking")
        .hasMessageContaining("4 dimensions");
  }

  @Test
  void shouldStopTwiceAndBeforeTheStart() {
    MillraceSinkTask task = start();

    task.stop();
    task.stop();
    new MillraceSinkTask().stop();

    assertThat(reporter.closed).isEqualTo(1);
  }
}
