package io.millrace.stack.testing;

import io.millrace.stack.DatabaseAccess;
import io.millrace.stack.LocalHome;
import io.millrace.stack.Progress;
import io.millrace.stack.postgres.PgBouncerPart;
import io.millrace.stack.process.DetachedProcess;
import io.millrace.stack.process.Folders;
import io.millrace.stack.process.Ports;
import io.millrace.stack.process.StopRule;
import java.nio.file.Path;
import java.util.Random;

/**
 * A PgBouncer in transaction mode for a test. The installation is shared and made at the first use
 * (seconds, needs Debian's mirror). Not for several threads.
 */
public final class TestPgBouncer implements AutoCloseable {
  private static final String NAME = "pgbouncer";

  private final LocalHome home;
  private final DetachedProcess process;
  private final PgBouncerPart part;

  private TestPgBouncer(Path folder, DatabaseAccess database, int poolSize) {
    this.home = new LocalHome(folder);
    this.process = new DetachedProcess(home, NAME);
    int port =
        new Ports(home.run().resolve("ports.json"), new Random()).free(NAME, Progress.SILENT);
    this.part = new PgBouncerPart(home, database, port, poolSize, Progress.SILENT);
  }

  /**
   * Starts a pooler before a database, with its files under the folder.
   *
   * @param poolSize how many sessions all its clients share
   */
  public static TestPgBouncer start(Path folder, DatabaseAccess database, int poolSize) {
    TestPgBouncer pooler = new TestPgBouncer(folder, database, poolSize);
    pooler.start();
    return pooler;
  }

  /** Starts it again after {@link #kill()}. */
  public void start() {
    process.start(part);
  }

  /** How the database is entered through the pooler. */
  public DatabaseAccess access() {
    return part.access();
  }

  /** Kills the pooler as a crash would; its clients' connections break. */
  public void kill() {
    process.stop(StopRule.CRASH);
  }

  /** Stops the pooler and deletes its files. */
  @Override
  public void close() {
    process.stop(StopRule.CRASH);
    Folders.delete(home.root());
  }
}
