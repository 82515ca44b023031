package io.millrace.sink;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes changes in transactions of limited size. A batch that a row spoils is split until the row
 * is found; that row is rejected and the rest written. To be used by one thread.
 */
final class SinkWriter {
  private static final Logger LOG = LoggerFactory.getLogger(SinkWriter.class);

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
   * Looks for what only a person can mend, so that it shows at the start and not with the first
   * row. A database that is away says nothing: batches will wait for it.
   *
   * @throws ConnectException with what to do
   */
  void verify() {
    try {
      transaction.verify(session.open());
    } catch (SQLException e) {
      session.discard();
      if (FailureKind.of(e) != FailureKind.RETRY) {
        throw translated(e);
      }
      LOG.warn("The database cannot be looked at yet ({})", ServerError.describe(e));
    } catch (ConnectException e) {
      session.discard();
      throw e;
    }
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
      writeOrSplit(changes.subList(from, to), true);
    }
  }

  private void writeOrSplit(List<Change> batch, boolean mayLookAgain) {
    Connection connection = connect();
    try {
      BatchSummary summary = transaction.run(connection, batch);
      if (!summary.isEmpty()) {
        reporter.report(summary);
      }
    } catch (SQLException e) {
      recover(e);
      if (FailureKind.of(e) == FailureKind.ROW) {
        split(batch, e);
      } else if (mayLookAgain && FailureKind.isAboutNames(e)) {
        // Altered tables are told in our words; if they fit by now, a cut-over was in the way.
        verify();
        writeOrSplit(batch, false);
      } else {
        throw translated(e);
      }
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
    writeOrSplit(batch.subList(0, middle), true);
    writeOrSplit(batch.subList(middle, batch.size()), true);
  }

  private Connection connect() {
    try {
      return session.open();
    } catch (SQLException e) {
      session.discard();
      throw translated(e);
    }
  }

  /**
   * A lock that was not granted leaves the connection sound; any other retry starts afresh. Tables
   * are read anew also after a refused row: a column of another type refuses every row.
   */
  private void recover(SQLException error) {
    String state = FailureKind.state(error);
    FailureKind kind = FailureKind.of(error);
    boolean sound =
        kind == FailureKind.ROW
            || (state != null && (state.startsWith("40") || state.equals("55P03")));
    if (sound) {
      session.rollBack();
    } else {
      session.discard();
    }
    if (kind == FailureKind.ROW || !sound) {
      transaction.forgetTables();
    }
  }

  private static ConnectException translated(SQLException error) {
    if (FailureKind.of(error) == FailureKind.RETRY) {
      return new RetriableException(
          "PostgreSQL is not able to write now (%s); the batch comes again"
              .formatted(ServerError.describe(error)),
          ServerError.withheld(error));
    }
    return new ConnectException(
        "PostgreSQL refused to write (%s); mend the cause and restart the task"
            .formatted(ServerError.describe(error)),
        ServerError.withheld(error));
  }
}
