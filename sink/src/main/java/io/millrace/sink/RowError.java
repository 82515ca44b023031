package io.millrace.sink;

import java.sql.SQLException;

/**
 * Why PostgreSQL refused a row, without a word of the server's message, which may quote the row.
 *
 * @param reason category for the failure list
 * @param detail one sentence
 */
record RowError(String reason, String detail) {
  static RowError of(SQLException error) {
    String state = String.valueOf(FailureKind.state(error));
    return new RowError(reason(state), "PostgreSQL refused the row with SQLState " + state);
  }

  private static String reason(String state) {
    if (state.startsWith("23")) {
      return "constraint";
    }
    if (state.startsWith("P0")) {
      return "trigger";
    }
    if (state.startsWith("44")) {
      return "suppressed";
    }
    return state.startsWith("54") ? "too_large" : "data";
  }
}
