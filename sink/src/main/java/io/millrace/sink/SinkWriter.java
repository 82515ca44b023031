package io.millrace.sink;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Writes changes in transactions of limited size. A batch that a row spoils is split until the row
 * is found; that row is rejected and the rest written. To be used by one thread.
 */
final class SinkWriter {
  private final SinkSettings settings;
  private final DatabaseSession session;
  private final BatchTransaction transaction;
  private final Reporter reporter;
  private final Rejects rejects;

  SinkWriter(SinkSettings settings, DatabaseSession session, Reporter reporter, Rejects rejects) {
    this.settings = settings;
    this.session = session;
    this.transaction = new BatchTransaction(settings);
    this.reporter = reporter;
    this.rejects = rejects;
  }

  /**
   * Writes everything, or puts it on the failure list.
   *
   * @throws RetriableException if the surroundings are at fault; the same changes are to come again
   * @throws ConnectException if only a person can help
   */
  void write(List<Change> changes) {
    for (int from = 0; from < changes.size(); from += settings.batchRows()) {
      int to = Math.min(changes.size(), from + settings.batchRows());
      writeOrSplit(changes.subList(from, to));
    }
  }

  private void writeOrSplit(List<Change> batch) {
    Connection connection = connect();
    try {
      BatchSummary summary = transaction.run(connection, batch);
      if (!summary.isEmpty()) {
        reporter.report(summary);
      }
    } catch (SQLException e) {
      recover(e);
      if (FailureKind.of(e) != FailureKind.ROW) {
        throw translated(e);
      }
      split(batch, e);
    } catch (ConnectException e) {
      session.discard();
      throw e;
    }
  }

  private void split(List<Change> batch, SQLException error) {
    if (batch.size() == 1) {
      rejects.reject(batch.get(0), RowError.of(error));
      return;
    }
    int middle = batch.size() / 2;
    writeOrSplit(batch.subList(0, middle));
    writeOrSplit(batch.subList(middle, batch.size()));
  }

  private Connection connect() {
    try {
      return session.open();
    } catch (SQLException e) {
      session.discard();
      throw translated(e);
    }
  }

  /** A lock that was not granted leaves the connection sound; any other retry starts afresh. */
  private void recover(SQLException error) {
    String state = FailureKind.state(error);
    boolean sound =
        FailureKind.of(error) == FailureKind.ROW
            || (state != null && (state.startsWith("40") || state.equals("55P03")));
    if (sound) {
      session.rollBack();
    } else {
      session.discard();
      transaction.forgetTables();
    }
  }

  private static ConnectException translated(SQLException error) {
    String state = FailureKind.state(error);
    if (FailureKind.of(error) == FailureKind.RETRY) {
      return new RetriableException(
          "PostgreSQL is not able to write now (SQLState " + state + "); the batch comes again",
          error);
    }
    return new ConnectException(
        "PostgreSQL refused to write (SQLState %s%s); mend the cause and restart the task"
            .formatted(state, serverMessage(error)),
        error);
  }

  /** Names a missing column, table or privilege; such errors hold no row text. */
  private static String serverMessage(SQLException error) {
    String state = FailureKind.state(error);
    boolean aboutNames = state != null && (state.startsWith("42") || state.startsWith("28"));
    return aboutNames ? ": " + root(error).map(ServerErrorMessage::getMessage).orElse("") : "";
  }

  private static Optional<ServerErrorMessage> root(SQLException error) {
    @Nullable SQLException next = error;
    while (next != null) {
      if (next instanceof PSQLException raised && raised.getServerErrorMessage() != null) {
        return Optional.of(raised.getServerErrorMessage());
      }
      next = next.getNextException();
    }
    return Optional.empty();
  }
}
