package io.millrace.sink;

import static io.millrace.sink.Records.json;
import static io.millrace.sink.Records.record;
import static io.millrace.sink.Records.row;
import static io.millrace.sink.Records.score;
import static io.millrace.sink.Records.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A table that somebody alters while the sink runs: the task stops and says why. It must not put
 * every row on the failure list, since no row is at fault (invariant 3).
 */
class AlteredTableIT extends SinkFixture {
  @BeforeEach
  void insert() throws SQLException {
    for (int number = 0; number < 10; number++) {
      host.insertProfile("p" + number, "a coach", "a course");
    }
    host.run("insert into matches (id, profile_id) values (1, 'p1')");
  }

  private static List<SinkRecord> records(long revision) {
    List<SinkRecord> records = new ArrayList<>();
    for (int number = 0; number < 10; number++) {
      records.add(
          record(
              row(
                  "p" + number,
                  vector("embedding_seeking", "a coach", revision, 1, 0, 0),
                  json("offer_types", List.of("a course", "a coach"), revision, "[]"))));
    }
    return records;
  }

  @ParameterizedTest
  @CsvSource({
    "alter table profiles drop embedding_seeking, has no column 'embedding_seeking'",
    "alter table profiles rename embedding_seeking to mine, has no column 'embedding_seeking'",
    "alter table profiles drop seeking, has no column 'seeking'",
    "alter table profiles alter embedding_seeking type vector(4) using null, has 4 dimensions",
    "alter table profiles alter embedding_seeking type text using null, has type text",
    "alter table profiles alter offer_types type text using null, has type text",
    "alter table profiles rename to persons, there is no table public.profiles",
    "drop schema millrace cascade, millrace",
  })
  void shouldStopAndSayWhatWasAltered(String alteration, String reason) throws SQLException {
    MillraceSinkTask task = start();
    task.put(records(1));
    host.run(alteration);

    assertThatThrownBy(() -> task.put(records(2)))
        .isInstanceOf(ConnectException.class)
        .isNotInstanceOf(RetriableException.class)
        .hasMessageContaining(reason);

    assertThat(reporter.failures).isEmpty();
    host.run("drop table if exists persons");
  }

  @Test
  void shouldGoOn_whenAColumnIsThereAgain() throws SQLException {
    MillraceSinkTask task = start();
    task.put(records(1));
    host.run("alter table profiles drop embedding_seeking");
    host.run("alter table profiles add embedding_seeking vector(3)");

    task.put(records(2));

    assertThat(host.get("select count(embedding_seeking) from profiles")).isEqualTo("10");
  }

  /** PITFALLS C1: nothing but a person gives a privilege back. */
  @Test
  void shouldStop_whenAPrivilegeIsTakenAway() throws SQLException {
    host.run("drop role if exists sink_deprived");
    host.run(
        """
        create role sink_deprived login password 'deprived';
        grant usage on schema millrace, public to sink_deprived;
        grant select, update on millrace.generation, profiles, matches to sink_deprived;
        grant select, insert, update, delete on millrace.provenance to sink_deprived;
        """);
    Map<String, String> settings = new HashMap<>(host.settings());
    settings.put(SinkSettings.JDBC_USER, "sink_deprived");
    settings.put(SinkSettings.JDBC_PASSWORD, "deprived");
    MillraceSinkTask task = start(settings);
    task.put(records(1));
    host.run("revoke update on profiles from sink_deprived");

    assertThatThrownBy(() -> task.put(records(2)))
        .isInstanceOf(ConnectException.class)
        .isNotInstanceOf(RetriableException.class)
        .hasMessageContaining("42501")
        .hasMessageContaining("permission denied for table profiles");

    assertThat(reporter.failures).isEmpty();
    host.run("grant update on profiles to sink_deprived");
    MillraceSinkTask restarted = start(settings);
    restarted.put(records(2));
    assertThat(host.provenance("p1", "embedding_seeking", "revision")).isEqualTo("2");
    task.stop();
    restarted.stop();
    host.run("drop owned by sink_deprived");
    host.run("drop role sink_deprived");
  }

  @Test
  void shouldStop_whenAColumnOfScoresIsDropped() throws SQLException {
    MillraceSinkTask task = start();
    put(task, record(score("1", 1, "p1", null, 70.0)));
    host.run("alter table matches drop synergy_score");

    assertThatThrownBy(() -> put(task, record(score("1", 2, "p1", null, 71.0))))
        .isInstanceOf(ConnectException.class)
        .isNotInstanceOf(RetriableException.class)
        .hasMessageContaining("synergy_score");
  }
}
