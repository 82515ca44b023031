package io.millrace.sink;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one connection of a task, opened when needed, tested after a pause, marked with the task's
 * replication origin. To be used by one thread; {@link #close} may come from another.
 */
final class DatabaseSession implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DatabaseSession.class);
  private static final int CONNECT_SECONDS = 10;
  private static final int VALIDATE_SECONDS = 5;

  /** A statement is worth a server-side plan on its second use: each batch runs the same ones. */
  private static final int PREPARE_THRESHOLD = 2;

  private static final Duration TRUSTED_FOR = Duration.ofSeconds(30);

  private final SinkSettings settings;
  private final Clock clock;
  private volatile @Nullable Connection connection;
  private Instant usedAt = Instant.MIN;

  DatabaseSession(SinkSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * A working connection without autocommit.
   *
   * @throws SQLException if there is none to be had now
   */
  Connection open() throws SQLException {
    Connection current = connection;
    if (current != null && !isTrusted() && !current.isValid(VALIDATE_SECONDS)) {
      discard();
      current = null;
    }
    if (current == null) {
      current = connect();
      connection = current;
    }
    usedAt = clock.instant();
    return current;
  }

  private boolean isTrusted() {
    return clock.instant().isBefore(usedAt.plus(TRUSTED_FOR));
  }

  private Connection connect() throws SQLException {
    Connection opened = dataSource().getConnection();
    try {
      Optional<String> origin = settings.origin();
      boolean isPooled = isPooled(opened);
      if (isPooled) {
        adaptToPooler(opened, origin);
      }
      opened.setAutoCommit(false);
      if (!isPooled && origin.isPresent()) {
        setUpOrigin(opened, origin.get());
      }
      return opened;
    } catch (SQLException | RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  private PGSimpleDataSource dataSource() {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setTcpKeepAlive(true);
    source.setConnectTimeout(CONNECT_SECONDS);
    source.setSocketTimeout((int) settings.socketTimeout().toSeconds());
    source.setApplicationName(settings.connectorName() + "/" + settings.task());
    source.setPrepareThreshold(PREPARE_THRESHOLD);
    // The URL may override what stands above; what follows is not the user's to change.
    source.setURL(settings.jdbcUrl());
    source.setUser(settings.jdbcUser());
    source.setPassword(settings.jdbcPassword());
    source.setLogServerErrorDetail(false);
    if (!settings.jdbcKeyPassword().isEmpty()) {
      source.setSslPassword(settings.jdbcKeyPassword());
    }
    return source;
  }

  /** A pooler makes up the process number that it announces to its client. */
  private static boolean isPooled(Connection opened) throws SQLException {
    try (PreparedStatement statement = opened.prepareStatement("select pg_backend_pid()");
        ResultSet result = statement.executeQuery()) {
      result.next();
      return result.getInt(1) != opened.unwrap(PGConnection.class).getBackendPID();
    }
  }

  /**
   * The next transaction may run in another session, which lacks what was left in this one. To be
   * called before the first transaction: the driver prepares even its COMMIT under a name.
   */
  private static void adaptToPooler(Connection opened, Optional<String> origin)
      throws SQLException {
    if (origin.isPresent()) {
      throw new ConnectException(
          "the database is reached through a pooler, where a replication origin would mark other"
              + " clients' writes too; leave "
              + SinkSettings.ORIGIN
              + " empty, or name the database's own address in "
              + SinkSettings.JDBC_URL);
    }
    opened.unwrap(PGConnection.class).setPrepareThreshold(0);
  }

  /** Invariant 1: capture leaves out what a session with an origin writes. */
  private static void setUpOrigin(Connection opened, String origin) throws SQLException {
    try {
      execute(
          opened,
          "select pg_replication_origin_create(?)"
              + " where not exists (select from pg_replication_origin where roname = ?)",
          origin,
          origin);
      opened.commit();
      execute(opened, "select pg_replication_origin_session_setup(?)", origin);
      opened.commit();
    } catch (SQLException e) {
      if ("42501".equals(e.getSQLState())) {
        throw new ConnectException(
            "the role may not use replication origins; grant EXECUTE on"
                + " pg_replication_origin_create and pg_replication_origin_session_setup, or leave "
                + SinkSettings.ORIGIN
                + " empty",
            ServerError.withheld(e));
      }
      throw e;
    }
  }

  private static void execute(Connection opened, String sql, String... parameters)
      throws SQLException {
    try (PreparedStatement statement = opened.prepareStatement(sql)) {
      for (int index = 0; index < parameters.length; index++) {
        statement.setString(index + 1, parameters[index]);
      }
      try (ResultSet result = statement.executeQuery()) {
        result.next();
      }
    }
  }

  /** Ends a failed transaction; a connection that cannot even do that is closed. */
  void rollBack() {
    Connection current = connection;
    if (current == null) {
      return;
    }
    try {
      current.rollback();
    } catch (SQLException e) {
      discard();
    }
  }

  /** Closes the connection; {@link #open} makes a new one. */
  void discard() {
    Connection current = connection;
    connection = null;
    if (current == null) {
      return;
    }
    try {
      current.close();
    } catch (SQLException e) {
      LOG.debug("A broken connection did not close: SQLState {}", e.getSQLState());
    }
  }

  /** Cancels a statement that runs and closes the connection. May be called repeatedly. */
  @Override
  public void close() {
    Connection current = connection;
    if (current != null) {
      try {
        current.unwrap(PGConnection.class).cancelQuery();
      } catch (SQLException e) {
        LOG.debug("A statement could not be cancelled: SQLState {}", e.getSQLState());
      }
    }
    discard();
  }
}
