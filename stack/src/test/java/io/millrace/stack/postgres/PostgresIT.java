package io.millrace.stack.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.stack.testing.TestPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresIT {

  @TempDir private Path folder;

  @Test
  void shouldOfferVectorsAndLogicalDecoding() throws SQLException {
    try (TestPostgres postgres = TestPostgres.start(folder.resolve("home"))) {

      execute(postgres, "create extension vector");

      assertThat(ask(postgres, "select '[3,4]'::vector <-> '[0,0]'")).isEqualTo("5");
      assertThat(ask(postgres, "show wal_level")).isEqualTo("logical");
      assertThat(ask(postgres, "show server_encoding")).isEqualTo("UTF8");
      assertThat(ask(postgres, "select upper('é')")).isEqualTo("É");
    }
  }

  @Test
  void shouldKeepCommittedRowsWhenKilled() throws SQLException {
    try (TestPostgres postgres = TestPostgres.start(folder.resolve("home"))) {
      execute(postgres, "create table kept (id int primary key)");
      execute(postgres, "insert into kept values (7)");

      postgres.kill();
      postgres.start();

      assertThat(ask(postgres, "select id from kept")).isEqualTo("7");
    }
  }

  private static void execute(TestPostgres postgres, String sql) throws SQLException {
    try (Connection connection = postgres.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String ask(TestPostgres postgres, String sql) throws SQLException {
    try (Connection connection = postgres.connect();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return result.getString(1);
    }
  }
}
