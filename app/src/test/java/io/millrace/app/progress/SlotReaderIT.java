package io.millrace.app.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.schemas.Names;
import io.millrace.stack.testing.TestPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a real PostgreSQL says of its slot. */
class SlotReaderIT {
  private static final Names NAMES = Names.standard();
  private static TestPostgres postgres;

  @BeforeAll
  static void start() throws SQLException {
    postgres = TestPostgres.start(Path.of("target", "slot-postgres"));
    execute("create schema millrace");
    execute(
        "create table millrace.heartbeat (id int primary key, beat_at timestamptz, token text)");
    execute("insert into millrace.heartbeat values (1, clock_timestamp() - interval '1 hour')");
    execute("select pg_create_logical_replication_slot('millrace', 'pgoutput')");
  }

  @AfterAll
  static void stop() {
    postgres.close();
  }

  @Test
  void shouldTellWhatTheSlotKeepsAndThatNobodyReadsIt() throws SQLException {
    try (SlotReader reader = new SlotReader(postgres::connect, NAMES)) {
      SlotState before = reader.read().orElseThrow();
      execute("create table filler as select repeat('x', 1000) from generate_series(1, 5000)");
      SlotState after = reader.read().orElseThrow();

      assertThat(before.isActive()).isFalse();
      assertThat(before.walStatus()).isEqualTo("reserved");
      assertThat(before.headroomBytes()).isNull();
      assertThat(before.limitBytes()).isNegative();
      assertThat(before.beatAgeSeconds()).isGreaterThanOrEqualTo(3_600);
      assertThat(before.now()).isPositive();
      assertThat(after.retainedBytes()).isGreaterThan(before.retainedBytes());
      assertThat(after.unconfirmedBytes()).isGreaterThan(before.unconfirmedBytes());
    }
  }

  @Test
  void shouldTellHowMuchRoomIsLeftWhereALimitIsSet() throws SQLException {
    execute("alter system set max_slot_wal_keep_size = '1GB'");
    execute("select pg_reload_conf()");
    try (SlotReader reader = new SlotReader(postgres::connect, NAMES)) {
      org.awaitility.Awaitility.await()
          .untilAsserted(
              () -> {
                SlotState state = reader.read().orElseThrow();
                assertThat(state.limitBytes()).isEqualTo(1L << 30);
                assertThat(state.headroomBytes()).isBetween(1L, 2L << 30);
              });
    } finally {
      execute("alter system reset max_slot_wal_keep_size");
      execute("select pg_reload_conf()");
    }
  }

  @Test
  void shouldKnowNothingOfASlotThatIsNotThere() {
    try (SlotReader reader =
        new SlotReader(
            () -> {
              throw new SQLException("down", "08001");
            },
            NAMES)) {
      assertThat(reader.read()).isEmpty();
    }
  }

  private static void execute(String sql) throws SQLException {
    try (Connection connection = postgres.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
