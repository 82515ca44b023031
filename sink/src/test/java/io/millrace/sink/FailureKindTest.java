package io.millrace.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureKindTest {

  @ParameterizedTest
  @CsvSource({
    "08006, RETRY", "40001, RETRY", "40P01, RETRY", "53300, RETRY", "57P01, RETRY",
    "57014, RETRY", "55P03, RETRY", "55006, RETRY", "25006, RETRY", "22000, ROW",
    "22P02, ROW", "23514, ROW", "44000, ROW", "54000, ROW", "P0001, ROW",
    "42501, STOP", "42703, STOP", "28P01, STOP", "3D000, STOP", "0A000, STOP",
    "XX001, STOP"
  })
  void shouldSortErrorsByTheirState(String state, FailureKind expected) {
    FailureKind kind = FailureKind.of(new SQLException("", state));

    assertThat(kind).isEqualTo(expected);
  }

  @Test
  void shouldFindTheStateBehindABatch() {
    BatchUpdateException batch = new BatchUpdateException("", new int[0]);
    batch.setNextException(new SQLException("", "23505"));

    assertThat(FailureKind.of(batch)).isEqualTo(FailureKind.ROW);
  }

  @Test
  void shouldRetryAPlanThatACutOverMadeOld() {
    SQLException error = new SQLException("cached plan must not change result type", "0A000");

    assertThat(FailureKind.of(error)).isEqualTo(FailureKind.RETRY);
  }

  @Test
  void shouldStopOnErrorsWithoutAState() {
    assertThat(FailureKind.of(new SQLException("unknown"))).isEqualTo(FailureKind.STOP);
  }

  /** Invariant 9: the server's message may quote the row. */
  @Test
  void shouldKeepTheMessageOutOfRowErrors() {
    RowError error = RowError.of(new SQLException("value \"secret\" refused", "22P02"));

    assertThat(error.toString()).contains("22P02").doesNotContain("secret");
  }
}
