package io.millrace.app.local;

import io.millrace.app.UserException;
import io.millrace.schemas.Names;
import io.millrace.stack.DatabaseAccess;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** Connections to a database, as all commands open them. */
public final class Connections {
  private Connections() {}

  /** Opens a connection, which the caller closes; waits 5 s at most. */
  public static Connection open(DatabaseAccess database, Names names) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", database.user());
    properties.setProperty("password", database.password());
    properties.setProperty("ApplicationName", names.prefix());
    properties.setProperty("connectTimeout", "5");
    properties.setProperty("logServerErrorDetail", "false"); // it may quote row text
    return DriverManager.getConnection(database.jdbcUrl(), properties);
  }

  /**
   * The same.
   *
   * @throws UserException if the database does not answer, or not as encrypted as was asked
   */
  public static Connection connect(DatabaseAccess database, Names names) {
    try {
      return open(database, names);
    } catch (SQLException e) {
      throw TlsProblem.in(e).map(TlsProblem::told).orElseGet(() -> silence(e));
    }
  }

  private static UserException silence(SQLException e) {
    return UserException.failure(
        "The database does not answer ("
            + e.getSQLState()
            + "); start it with 'millrace up', or check MILLRACE_JDBC_URL.",
        e);
  }
}
