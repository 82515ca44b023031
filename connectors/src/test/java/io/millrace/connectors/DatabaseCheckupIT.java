package io.millrace.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.plan.PlanReader;
import io.millrace.schemas.Names;
import io.millrace.stack.testing.TestPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the checkup says of a database that somebody changed; with a real PostgreSQL. */
class DatabaseCheckupIT {
  private static final String SLOT =
      "select pg_create_logical_replication_slot('millrace', 'pgoutput')";
  private static final DatabasePreparation PREPARATION =
      new DatabasePreparation(PlanReader.readDefault(), Names.standard(), Settings.DIMENSIONS);
  private static final DatabaseCheckup CHECKUP =
      new DatabaseCheckup(
          PlanReader.readDefault(), Names.standard(), Settings.DIMENSIONS, "run 'millrace up'");

  @TempDir private static Path folder;
  private static TestPostgres server;
  private TestDatabase database;

  @BeforeAll
  static void startServer() {
    server = TestPostgres.start(folder.resolve("home"));
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @BeforeEach
  void prepare() throws SQLException {
    database = TestDatabase.create(server);
    run(PlanReader.defaultHostTables());
    PREPARATION.apply(connection());
    run(SLOT);
  }

  @AfterEach
  void close() throws SQLException {
    run("select pg_drop_replication_slot(slot_name) from pg_replication_slots");
    database.close();
  }

  @Test
  void shouldFindNoFaultInWhatInitMade() throws SQLException {
    assertThat(faults(CHECKUP.findings(connection()))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      value = {
        "drop publication millrace; the publication 'millrace' is gone",
        "alter publication millrace drop table matches; leaves out the table public.matches",
        "alter publication millrace set (publish = 'insert'); leaves out inserts, updates",
        "alter publication millrace set table profiles; also sends of public.profiles: audience_",
        "alter table profiles drop column seeking cascade; has no column 'seeking'",
        "alter table profiles rename column seeking to wish; has no column 'seeking'",
        "alter table profiles drop column content_style; 'content_style' of 'profiles' is gone",
        "alter table profiles replica identity full; replica identity full",
        "drop table millrace.heartbeat; the schema 'millrace' is not there or not whole",
        "select pg_drop_replication_slot('millrace'); slot 'millrace' is not there"
      })
  void shouldSayWhatDrifted(String change, String sentence) throws SQLException {
    run(change);

    assertThat(faults(CHECKUP.drift(connection())))
        .anySatisfy(fault -> assertThat(fault.sentence()).contains(sentence))
        .allSatisfy(fault -> assertThat(((Finding.Fault) fault).remedy()).isNotBlank());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      value = {
        "drop publication millrace",
        "alter publication millrace drop table matches",
        "alter publication millrace set (publish = 'insert')",
        "alter table profiles drop column content_style",
        "drop table millrace.heartbeat cascade"
      })
  void shouldBeMendedByInit(String change) throws SQLException {
    run(change);

    PREPARATION.apply(connection());

    assertThat(faults(CHECKUP.drift(connection()))).isEmpty();
  }

  @Test
  void shouldAskForAnewReadingOnlyAfterThePublicationChanged() throws SQLException {
    CaptureState capture = new CaptureState(connection(), Names.standard());
    capture.forgetChange();
    PREPARATION.apply(connection());
    assertThat(capture.isPublicationChanged()).isFalse();

    run("alter publication millrace drop table matches");
    PREPARATION.apply(connection());

    assertThat(capture.isPublicationChanged()).isTrue();
    assertThat(PREPARATION.isPrepared(connection())).isTrue();
  }

  @Test
  void shouldKnowWhereTheSlotStands() throws SQLException {
    CaptureState capture = new CaptureState(connection(), Names.standard());

    assertThat(capture.slot()).isEqualTo(CaptureState.Slot.IDLE);
    capture.dropSlot();
    assertThat(capture.slot()).isEqualTo(CaptureState.Slot.ABSENT);
  }

  @Test
  void shouldSayThatALostSlotMustBeReadAnew() throws SQLException {
    run("alter system set max_slot_wal_keep_size = '1MB'");
    run("select pg_reload_conf()");
    try {
      for (int round = 0; round < 3; round++) {
        run("select pg_switch_wal()");
        run(
            "create table if not exists filler as select repeat('x', 900) from generate_series(1,"
                + " 20000)");
        run("drop table filler");
      }
      run("checkpoint");

      assertThat(faults(CHECKUP.drift(connection())))
          .extracting(Finding::sentence)
          .containsExactly(
              "the replication slot 'millrace' is lost: PostgreSQL removed log that it needs");
      assertThat(new CaptureState(connection(), Names.standard()).slot())
          .isEqualTo(CaptureState.Slot.LOST);
    } finally {
      run("alter system reset max_slot_wal_keep_size");
      run("select pg_reload_conf()");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      value = {
        "alter table profiles set unlogged; 'profiles' is unlogged",
        "create trigger touch before update on profiles for each row execute function"
            + " suppress_redundant_updates_trigger(); triggers that run at every update, Millrace's"
            + " too: touch"
      })
  void shouldSeeWhatMakesTablesSilentOrNoisy(String change, String sentence) throws SQLException {
    run("alter publication millrace drop table profiles, matches");
    run("drop table matches");
    run(change);

    assertThat(CHECKUP.findings(connection()))
        .extracting(Finding::sentence)
        .anySatisfy(found -> assertThat(found).contains(sentence));
  }

  @Test
  void shouldAdviseAFillfactor_whenUpdatesTouchHnswIndexes() throws SQLException {
    run("alter table profiles reset (fillfactor)");
    run(
        "insert into profiles (id, name) select gen_random_uuid(), n from generate_series(1, 600) n");
    run("create index touched on profiles using hnsw (embedding_seeking vector_cosine_ops)");
    run("update profiles set name = name || '!'");
    run("update profiles set name = name || '!'");
    run("select pg_stat_force_next_flush()");

    assertThat(CHECKUP.findings(connection()))
        .filteredOn(Finding.Advice.class::isInstance)
        .extracting(finding -> finding.sentence() + "; " + ((Finding.Advice) finding).remedy())
        .anySatisfy(
            advice ->
                assertThat(advice)
                    .contains("of the updates of 'profiles' touched every index")
                    .contains("alter table \"public\".\"profiles\" set (fillfactor = 70)"));
  }

  @Test
  void shouldSeeRowsAndColumnsThatAreHiddenFromTheRole() throws SQLException {
    run("drop role if exists weak");
    run("create role weak replication");
    run("grant select (id, seeking) on profiles to weak");
    run("alter table profiles enable row level security");
    run("set role weak");

    List<Finding> findings = CHECKUP.findings(connection());

    run("reset role");
    run("drop owned by weak");
    assertThat(faults(findings))
        .extracting(Finding::sentence)
        .anySatisfy(found -> assertThat(found).contains("row security hides rows of 'profiles'"))
        .anySatisfy(
            found ->
                assertThat(found).contains("the role 'weak' may not select the column 'offering'"));
  }

  @Test
  void shouldCompareVersionsOfPgvectorByNumber() {
    assertThat(ServerCheck.numbers("0.8.10")).containsExactly(0, 8, 10);
  }

  private static List<Finding> faults(List<Finding> findings) {
    return findings.stream().filter(Finding.Fault.class::isInstance).toList();
  }

  private Connection connection() {
    return database.connection();
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = connection().createStatement()) {
      statement.execute(sql);
    }
  }
}
