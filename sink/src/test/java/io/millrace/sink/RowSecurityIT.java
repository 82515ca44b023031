package io.millrace.sink;

import static io.millrace.sink.Records.record;
import static io.millrace.sink.Records.row;
import static io.millrace.sink.Records.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Row level security that hides rows from the sink's role: their results would be passed over as if
 * the rows were gone (invariant 3), so the task does not start.
 */
class RowSecurityIT extends SinkFixture {
  @BeforeEach
  void makeRole() throws SQLException {
    host.run("drop role if exists sink_secured");
    host.run(
        """
        create role sink_secured login password 'secured';
        grant usage on schema millrace, public to sink_secured;
        grant select, update on millrace.generation, profiles, matches to sink_secured;
        grant select, insert, update, delete on millrace.provenance to sink_secured;
        alter table profiles enable row level security;
        """);
    host.insertProfile("p1", "a coach", null);
  }

  @AfterEach
  void dropRole() throws SQLException {
    tasks.forEach(MillraceSinkTask::stop);
    host.run("drop owned by sink_secured");
    host.run("drop role sink_secured");
  }

  private Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>(host.settings());
    settings.put(SinkSettings.JDBC_USER, "sink_secured");
    settings.put(SinkSettings.JDBC_PASSWORD, "secured");
    return settings;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select 1",
        "create policy p on profiles to sink_secured using (list_size > 1)",
        "create policy p on profiles for select to sink_secured using (true)",
        "create policy p on profiles to sink_secured using (true) with check (list_size > 1)",
        "create policy p on profiles to sink_secured using (true);"
            + " create policy q on profiles as restrictive to public using (list_size > 1)",
        "create policy p on profiles to pg_monitor using (true)"
      })
  void shouldNotStart_whenRowsMayBeHidden(String policy) throws SQLException {
    host.run(policy);

    assertThatThrownBy(() -> start(settings()))
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("row level security of \"public\".\"profiles\"")
        .hasMessageContaining("to sink_secured using (true)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "create policy p on profiles to sink_secured using (true)",
        "create policy p on profiles to public using (true) with check (true)",
        "create policy p on profiles for select to sink_secured using (true);"
            + " create policy q on profiles for update to sink_secured using (true)",
        "alter role sink_secured bypassrls"
      })
  void shouldWrite_whenEveryRowIsSeen(String remedy) throws SQLException {
    host.run(remedy);
    MillraceSinkTask task = start(settings());

    put(task, record(row("p1", vector("embedding_seeking", "a coach", 1, 1, 0, 0))));

    assertThat(host.profile("p1", "embedding_seeking")).isEqualTo("[1,0,0]");
  }

  @Test
  void shouldStop_whenRowsAreHiddenLater() throws SQLException {
    host.run("create policy p on profiles to sink_secured using (true)");
    start(settings()).stop();
    host.run("drop policy p on profiles");

    assertThatThrownBy(() -> start(settings())).hasMessageContaining("row level security");
  }
}
