package io.millrace.connectors;

import io.millrace.stack.DatabaseAccess;
import io.millrace.stack.testing.TestPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** An empty database of its own on a test's server. */
final class TestDatabase implements AutoCloseable {
  private static final String NAME = "init_test";

  private final TestPostgres server;
  private final Connection connection;

  private TestDatabase(TestPostgres server, Connection connection) {
    this.server = server;
    this.connection = connection;
  }

  static TestDatabase create(TestPostgres server) throws SQLException {
    execute(server, "create database " + NAME);
    return new TestDatabase(server, connect(server));
  }

  /** Opens another connection, which the caller closes. */
  Connection connect() throws SQLException {
    return connect(server);
  }

  private static Connection connect(TestPostgres server) throws SQLException {
    DatabaseAccess access = server.access();
    return DriverManager.getConnection(access.jdbcUrl(NAME), access.user(), access.password());
  }

  Connection connection() {
    return connection;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
    execute(server, "drop database " + NAME + " with (force)");
  }

  private static void execute(TestPostgres server, String sql) throws SQLException {
    try (Connection administrator = server.connect();
        Statement statement = administrator.createStatement()) {
      statement.execute(sql);
    }
  }
}
