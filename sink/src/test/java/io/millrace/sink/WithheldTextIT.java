package io.millrace.sink;

import static io.millrace.sink.Records.record;
import static io.millrace.sink.Records.row;
import static io.millrace.sink.Records.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Invariant 9: whatever a host's trigger says about a row, the sink does not repeat it. */
class WithheldTextIT extends SinkFixture {
  private static final String TEXT = "a planted sentence about Emmeline";

  @BeforeEach
  void insert() throws SQLException {
    host.insertProfile("p1", TEXT, null);
  }

  private void raise(String state) throws SQLException {
    host.run(
        """
        create or replace function complain() returns trigger language plpgsql as $$ begin
          raise exception 'refused: %%', new.seeking
            using errcode = '%s', detail = new.seeking, hint = new.seeking; end $$;
        create trigger complain before update on profiles for each row execute function complain();
        """
            .formatted(state));
  }

  private void write(MillraceSinkTask task) {
    put(task, record(row("p1", vector("embedding_seeking", TEXT, 1, 1, 0, 0))));
  }

  private static String everything(Throwable error) {
    StringWriter text = new StringWriter();
    error.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"P0001", "23514", "22000", "44000", "54000"})
  void shouldListTheRowWithoutItsText(String state) throws SQLException {
    raise(state);
    MillraceSinkTask task = start();

    write(task);

    assertThat(reporter.failures).hasSize(1);
    assertThat(reporter.failures.get(0).toString()).contains(state).doesNotContain("Emmeline");
  }

  @ParameterizedTest
  @ValueSource(strings = {"40001", "53000", "57014", "08000"})
  void shouldAskForTheBatchAgainWithoutText(String state) throws SQLException {
    raise(state);
    MillraceSinkTask task = start();

    Throwable error = catchThrowable(() -> write(task));

    assertThat(error).isInstanceOf(RetriableException.class);
    assertThat(everything(error)).contains(state).doesNotContain("Emmeline");
  }

  @ParameterizedTest
  @ValueSource(strings = {"42501", "42703", "XX000", "0A000", "28000"})
  void shouldStopWithoutText(String state) throws SQLException {
    raise(state);
    MillraceSinkTask task = start();

    Throwable error = catchThrowable(() -> write(task));

    assertThat(error)
        .isInstanceOf(ConnectException.class)
        .isNotInstanceOf(RetriableException.class);
    assertThat(everything(error)).contains(state).doesNotContain("Emmeline");
  }

  @Test
  void shouldListARowThatAConstraintRefuses_withoutItsText() throws SQLException {
    host.run("alter table profiles add check (seeking is null or embedding_seeking is null)");
    MillraceSinkTask task = start();

    write(task);

    assertThat(reporter.failures).hasSize(1);
    assertThat(reporter.failures.get(0).toString()).contains("23514").doesNotContain("Emmeline");
  }
}
