package io.millrace.stack.testing;

import io.millrace.stack.DatabaseAccess;
import io.millrace.stack.LocalHome;
import io.millrace.stack.Progress;
import io.millrace.stack.StackSettings;
import io.millrace.stack.postgres.PostgresInstallation;
import io.millrace.stack.postgres.PostgresPart;
import io.millrace.stack.process.DetachedProcess;
import io.millrace.stack.process.Folders;
import io.millrace.stack.process.Ports;
import io.millrace.stack.process.StopRule;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Random;

/**
 * A PostgreSQL of its own for a test: pgvector, logical decoding, a superuser.
 *
 * <p>The installation is shared and made at the first use (seconds, needs Debian's mirror); a start
 * with a new cluster takes about a second. Not for several threads.
 */
public final class TestPostgres implements AutoCloseable {

  private static final String NAME = "postgres";

  private final LocalHome home;
  private final DetachedProcess process;
  private final Ports ports;

  private TestPostgres(Path folder) {
    this.home = new LocalHome(folder);
    this.process = new DetachedProcess(home, NAME);
    this.ports = new Ports(home.run().resolve("ports.json"), new Random());
  }

  /** Starts a server whose data lie under the folder; data that are there are kept. */
  public static TestPostgres start(Path folder) {
    TestPostgres postgres = new TestPostgres(folder);
    postgres.start();
    return postgres;
  }

  /** Starts the server again after {@link #stop()} or {@link #kill()}. */
  public void start() {
    PostgresInstallation installation =
        PostgresInstallation.ensure(StackSettings.defaultCache(), Progress.SILENT);
    PostgresPart part =
        new PostgresPart(installation, home, ports.free(NAME, Progress.SILENT), Progress.SILENT);
    process.start(part);
  }

  /** Returns where the database {@code millrace} is. */
  public DatabaseAccess access() {
    return PostgresPart.access(home, ports.of(NAME));
  }

  /** Opens a connection to the database {@code millrace}. */
  public Connection connect() throws SQLException {
    DatabaseAccess access = access();
    return DriverManager.getConnection(access.jdbcUrl(), access.user(), access.password());
  }

  /** Stops the server cleanly and keeps the data. */
  public void stop() {
    process.stop(StopRule.FAST_SHUTDOWN);
  }

  /** Kills the server as a crash would. */
  public void kill() {
    process.stop(StopRule.CRASH);
  }

  /** Stops the server and deletes its data. */
  @Override
  public void close() {
    stop();
    Folders.delete(home.root());
  }
}
