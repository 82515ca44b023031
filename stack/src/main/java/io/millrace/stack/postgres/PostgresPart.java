package io.millrace.stack.postgres;

import io.millrace.stack.DatabaseAccess;
import io.millrace.stack.LocalHome;
import io.millrace.stack.Progress;
import io.millrace.stack.StackException;
import io.millrace.stack.process.Launch;
import io.millrace.stack.process.Part;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Properties;

/** PostgreSQL with pgvector and logical decoding, on loopback TCP, with a password. */
public final class PostgresPart implements Part {

  /** The superuser of the cluster. */
  public static final String USER = "postgres";

  /** The database made at the first start. */
  public static final String DATABASE = "millrace";

  private static final Duration ORPHANS_LIMIT = Duration.ofSeconds(20);

  private final PostgresInstallation installation;
  private final Path data;
  private final Path secrets;
  private final int port;
  private final Progress progress;

  /** Describes the cluster under the home. */
  public PostgresPart(
      PostgresInstallation installation, LocalHome home, int port, Progress progress) {
    this.installation = installation;
    this.data = home.data().resolve("postgres");
    this.secrets = home.secrets();
    this.port = port;
    this.progress = progress;
  }

  /** Returns how the database under the home is entered; the cluster must have been made. */
  public static DatabaseAccess access(LocalHome home, int port) {
    return PostgresCluster.access(home.secrets(), port);
  }

  @Override
  public Launch launch() {
    List<String> command =
        List.of(
            installation.program("postgres").toString(),
            "-D",
            data.toString(),
            "-h",
            "127.0.0.1",
            "-p",
            Integer.toString(port));
    return new Launch(
        user().as(command), Path.of("/"), PostgresInstallation.cleanEnvironment(), "");
  }

  @Override
  public void prepare() {
    new PostgresCluster(installation, data, secrets, user()).create(progress);
    DataFolderOwners.awaitNone(data, ORPHANS_LIMIT);
  }

  @Override
  public boolean answers() {
    try (Connection connection = connect("postgres")) {
      return connection.isValid(2);
    } catch (SQLException e) {
      return false;
    }
  }

  @Override
  public void afterStart() {
    try (Connection connection = connect("postgres")) {
      if (!hasDatabase(connection)) {
        try (Statement statement = connection.createStatement()) {
          statement.execute("create database " + DATABASE);
        }
      }
    } catch (SQLException e) {
      throw new StackException("Cannot make the database " + DATABASE + ": " + e.getMessage(), e);
    }
  }

  private static boolean hasDatabase(Connection connection) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("select 1 from pg_database where datname = ?")) {
      query.setString(1, DATABASE);
      try (ResultSet result = query.executeQuery()) {
        return result.next();
      }
    }
  }

  private ServerUser user() {
    return ServerUser.choose(installation.program("postgres"), data, progress);
  }

  private Connection connect(String database) throws SQLException {
    DatabaseAccess access = PostgresCluster.access(secrets, port);
    Properties properties = new Properties();
    properties.setProperty("user", access.user());
    properties.setProperty("password", access.password());
    properties.setProperty("connectTimeout", "2");
    properties.setProperty("loginTimeout", "5");
    return DriverManager.getConnection(access.jdbcUrl(database), properties);
  }
}
