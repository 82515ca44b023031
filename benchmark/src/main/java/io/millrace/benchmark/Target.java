package io.millrace.benchmark;

import io.millrace.schemas.serde.RegistrySettings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The stack that is measured, as {@code millrace env} tells it. */
record Target(
    String jdbcUrl, String user, String password, String bootstrapServers, String registryUrl) {
  static Target fromEnvironment() {
    String confluentUrl = variable("SCHEMA_REGISTRY_URL");
    return new Target(
        variable("JDBC_URL"),
        variable("PGUSER"),
        variable("PGPASSWORD"),
        variable("KAFKA_BOOTSTRAP_SERVERS"),
        confluentUrl.replace(RegistrySettings.confluentUrl(""), ""));
  }

  private static String variable(String name) {
    String value = System.getenv(name);
    if (value == null) {
      throw new IllegalStateException(name + " is not set; use benchmark/run");
    }
    return value;
  }

  Connection connect() throws SQLException {
    return DriverManager.getConnection(jdbcUrl, user, password);
  }

  /** The first column of the only row, as a number. */
  static double number(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return result.getDouble(1);
    }
  }

  /** Waits until a query answers 0; looks five times a second. */
  static void awaitZero(Connection connection, String sql)
      throws SQLException, InterruptedException {
    while (number(connection, sql) != 0) {
      Thread.sleep(200);
    }
  }
}
