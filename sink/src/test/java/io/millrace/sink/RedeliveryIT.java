package io.millrace.sink;

import static io.millrace.sink.Records.json;
import static io.millrace.sink.Records.record;
import static io.millrace.sink.Records.row;
import static io.millrace.sink.Records.score;
import static io.millrace.sink.Records.tombstone;
import static io.millrace.sink.Records.vector;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.sink.SinkRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What comes again leaves no trace: no row version, no lock, not a byte in the log. */
class RedeliveryIT extends SinkFixture {
  private static final int ROWS = 20;

  private final List<SinkRecord> records = new ArrayList<>();

  @BeforeEach
  void write() throws SQLException {
    for (int number = 0; number < ROWS; number++) {
      String key = "p" + number;
      host.insertProfile(key, "a coach", "a course");
      host.run("insert into matches (id, profile_id) values (%d, 'p1')".formatted(number));
      records.add(
          record(
              row(
                  key,
                  vector("embedding_seeking", "a coach", 5, 1, 0, 0),
                  json("offer_types", List.of("a course", "a coach"), 5, "[]"))));
      records.add(record(score(String.valueOf(number), 5, "p1", null, 70.0)));
    }
    records.add(tombstone(Records.PROFILES_TOPIC, "gone"));
  }

  /** Invariants 2 and 3. */
  @Test
  void shouldLeaveNoTrace_whenRecordsComeAgain() throws SQLException {
    MillraceSinkTask task = start();
    task.put(records);

    shouldLeaveNoTrace(task, records);

    assertThat(reporter.skipped()).containsOnlyKeys("unchanged");
  }

  @Test
  void shouldLeaveNoTrace_whenATriggerMarksEveryUpdate() throws SQLException {
    host.run(
        """
        alter table profiles add updated_at timestamptz;
        create or replace function mark_update() returns trigger language plpgsql as
          $$ begin new.updated_at := clock_timestamp(); return new; end $$;
        create trigger mark_update before update on profiles for each row
          execute function mark_update();
        """);
    MillraceSinkTask task = start();
    task.put(records);
    String marks = host.text("select string_agg(updated_at::text, ',' order by id) from profiles");

    shouldLeaveNoTrace(task, records);

    assertThat(host.text("select string_agg(updated_at::text, ',' order by id) from profiles"))
        .isEqualTo(marks);
  }

  /** Invariant 4. */
  @Test
  void shouldLeaveNoTrace_whenResultsAreOlder() throws SQLException {
    MillraceSinkTask task = start();
    task.put(records);
    List<SinkRecord> older = new ArrayList<>();
    for (int number = 0; number < ROWS; number++) {
      older.add(record(row("p" + number, vector("embedding_seeking", "a coach", 4, 0, 1, 0))));
      older.add(record(score(String.valueOf(number), 4, "p1", null, 10.0)));
    }

    shouldLeaveNoTrace(task, older);

    assertThat(reporter.skipped()).containsOnlyKeys("older");
  }

  /** Invariant 4: only into the columns of its own generation, of which a retired one has none. */
  @Test
  void shouldLeaveNoTrace_whenTheGenerationIsRetired() throws SQLException {
    host.run("update millrace.generation set state = 'retired'");

    shouldLeaveNoTrace(start(), records);

    assertThat(reporter.skipped()).containsOnlyKeys("retired");
    assertThat(host.get("select count(embedding_seeking) from profiles")).isEqualTo("0");
  }

  /** A connector of another name reads its topics from their beginning. */
  @Test
  void shouldChangeNoRow_whenStartedUnderAnotherName() throws SQLException {
    MillraceSinkTask task = start();
    task.put(records);
    task.stop();
    String written = updates();
    String versions = versions();
    Map<String, String> renamed = new HashMap<>(host.settings());
    renamed.put("name", "another-sink");

    MillraceSinkTask successor = start(renamed);
    shouldLeaveNoTrace(successor, records);
    successor.stop();

    assertThat(versions()).isEqualTo(versions);
    assertThat(updates()).isEqualTo(written);
  }

  /** A batch with something new in it writes only that. */
  @Test
  void shouldWriteWhatIsNewAmongWhatIsNot() throws SQLException {
    MillraceSinkTask task = start();
    task.put(records);
    String before = host.profile("p1", "xmin");
    records.add(record(row("p2", vector("embedding_seeking", "a coach", 6, 0, 1, 0))));

    task.put(records);

    assertThat(host.profile("p2", "embedding_seeking")).isEqualTo("[0,1,0]");
    assertThat(host.profile("p1", "xmin")).isEqualTo(before);
  }

  /** Others write into the log too, now and then; a trace would be left every time. */
  private void shouldLeaveNoTrace(MillraceSinkTask task, List<SinkRecord> again) {
    reporter.clear();
    Awaitility.await()
        .untilAsserted(
            () -> {
              String before = host.text("select pg_current_wal_insert_lsn()");
              task.put(again);
              assertThat(host.text("select pg_current_wal_insert_lsn()")).isEqualTo(before);
            });
    assertThat(reporter.rowsWritten()).isZero();
  }

  private String versions() throws SQLException {
    return host.text(
        """
        select string_agg(version, ',' order by version) from (
          select id || xmin::text || xmax::text as version from profiles
          union all select id || xmin::text || xmax::text from matches
          union all select key || column_name || xmin::text || xmax::text from millrace.provenance)
        as versions
        """);
  }

  /** Rows updated and deleted, as the statistics have them once no sink's session is left. */
  private String updates() throws SQLException {
    Awaitility.await()
        .until(
            () ->
                "0"
                    .equals(
                        host.get(
                            "select count(*) from pg_stat_activity"
                                + " where application_name like '%sink%'")));
    return host.text(
        "select string_agg(relname || row(n_tup_upd, n_tup_del), ',' order by relname)"
            + " from pg_stat_user_tables where relname in ('profiles', 'matches', 'provenance')");
  }
}
