package io.millrace.sink;

import java.sql.SQLException;

/** One PostgreSQL for all tests of a build. */
final class SharedPostgres {
  private SharedPostgres() {}

  static HostDatabase host() throws SQLException {
    return new HostDatabase("jdbc:postgresql://127.0.0.1:55433/postgres", "postgres", "");
  }
}
