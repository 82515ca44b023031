package io.millrace.stack.postgres;

import io.millrace.stack.DatabaseAccess;
import io.millrace.stack.LocalHome;
import io.millrace.stack.Progress;
import io.millrace.stack.StackSettings;
import io.millrace.stack.process.Folders;
import io.millrace.stack.process.Launch;
import io.millrace.stack.process.Part;
import io.millrace.stack.process.Probe;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * PgBouncer in transaction mode before one database, for one role, on loopback; for tests. Its
 * settings are PgBouncer's defaults, which are stricter than most installations.
 */
public final class PgBouncerPart implements Part {
  private static final String NAME = "pgbouncer";

  private final PgBouncerInstallation installation;
  private final LocalHome home;
  private final DatabaseAccess database;
  private final int port;
  private final int poolSize;
  private final Progress progress;

  /**
   * Describes a pooler whose files lie under the home.
   *
   * @param database where it leads, as the role that may pass
   * @param poolSize how many sessions all its clients share, 1 or more
   */
  public PgBouncerPart(
      LocalHome home, DatabaseAccess database, int port, int poolSize, Progress progress) {
    this.installation = PgBouncerInstallation.ensure(StackSettings.defaultCache(), progress);
    this.home = home;
    this.database = database;
    this.port = port;
    this.poolSize = poolSize;
    this.progress = progress;
  }

  /** How the database is entered through the pooler. */
  public DatabaseAccess access() {
    return new DatabaseAccess(
        "127.0.0.1", port, database.database(), database.user(), database.password(), "");
  }

  @Override
  public Launch launch() {
    List<String> command = List.of(installation.program().toString(), settingsFile().toString());
    return new Launch(user().as(command), Path.of("/"), Map.of("LC_ALL", "C"), settings());
  }

  @Override
  public void prepare() {
    ServerUser user = user();
    Path users = usersFile();
    Folders.write(
        users, "\"%s\" \"%s\"\n".formatted(database.user(), database.password()), "rw-------");
    user.own(users);
    Folders.write(settingsFile(), settings(), "rw-r--r--");
  }

  @Override
  public boolean answers() {
    return Probe.accepts(port);
  }

  private ServerUser user() {
    return ServerUser.choose(installation.program(), settingsFile(), progress);
  }

  private Path settingsFile() {
    return home.run().resolve(NAME + ".ini");
  }

  private Path usersFile() {
    return home.run().resolve(NAME + ".users");
  }

  private String settings() {
    return """
        [databases]
        %s = host=%s port=%d

        [pgbouncer]
        listen_addr = 127.0.0.1
        listen_port = %d
        unix_socket_dir =
        auth_type = scram-sha-256
        auth_file = %s
        pool_mode = transaction
        default_pool_size = %d
        """
        .formatted(
            database.database(), database.host(), database.port(), port, usersFile(), poolSize);
  }
}
