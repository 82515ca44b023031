package io.millrace.app.progress;

import io.millrace.schemas.Names;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the replication slot again and again, over one connection. Not threadsafe. */
final class SlotReader implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SlotReader.class);

  private static final int ANSWER_MILLIS = 5_000;

  private final LagSources.Database database;
  private final Names names;
  private @Nullable Connection connection;

  SlotReader(LagSources.Database database, Names names) {
    this.database = database;
    this.names = names;
  }

  /** The slot's state; empty: there is no slot, or the database does not answer. */
  Optional<SlotState> read() {
    try {
      Connection open = connection == null ? open() : connection;
      connection = open;
      return new SlotProgress(open, names).state();
    } catch (SQLException e) {
      LOG.debug("the slot cannot be read: {}", e.getSQLState());
      close();
      return Optional.empty();
    }
  }

  private Connection open() throws SQLException {
    Connection open = database.open();
    open.setNetworkTimeout(Runnable::run, ANSWER_MILLIS); // a host that hangs is one that is down
    return open;
  }

  @Override
  public void close() {
    try {
      if (connection != null) {
        connection.close();
      }
    } catch (SQLException e) {
      LOG.debug("closing: {}", e.getSQLState());
    }
    connection = null;
  }
}
