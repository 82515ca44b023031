package io.millrace.sink;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.errors.ConnectException;

/** Writes one batch in one transaction. To be used by one thread. */
final class BatchTransaction {
  private static final String END =
      "select floor(extract(epoch from clock_timestamp()) * 1000)::bigint";

  private final SinkSettings settings;
  private final Writers writers;
  private final String limits;
  private final String generationState;

  /**
   * Whether a batch is looked at without locks first, since locks are written into rows and log.
   * That pays where records come again: after the start, after a failure, and as long as they do.
   */
  private boolean mayComeAgain = true;

  BatchTransaction(SinkSettings settings) {
    this.settings = settings;
    this.writers = new Writers(settings.databaseSchema(), settings.generation());
    // SET LOCAL, since a pooler may hand the session on after the transaction.
    this.limits =
        "set local lock_timeout = %d; set local statement_timeout = %d"
            .formatted(settings.lockTimeout().toMillis(), settings.statementTimeout().toMillis());
    this.generationState =
        "select state from "
            + Identifiers.quote(settings.databaseSchema(), "generation")
            + " where generation = ?";
  }

  /**
   * Writes a batch and commits it; what is stored already leaves no trace in the database.
   *
   * @throws SQLException if it failed; the transaction is then to be rolled back
   * @throws ConnectException if the database lacks what the sink needs
   */
  BatchSummary run(Connection connection, List<Change> batch) throws SQLException {
    BatchSummary summary = new BatchSummary();
    limit(connection);
    List<Change> open = mayComeAgain ? unsettled(connection, batch, summary) : batch;
    mayComeAgain = true;
    if (!open.isEmpty()) {
      write(connection, open, summary);
    }
    summary.committedAt(end(connection));
    connection.commit();
    mayComeAgain = summary.hasSkipped();
    return summary;
  }

  /**
   * Asks for all that writing needs, and writes nothing.
   *
   * @throws SQLException also if a privilege lacks
   * @throws ConnectException if a table, a column or our schema lacks, or rows may be hidden
   */
  void verify(Connection connection) throws SQLException {
    limit(connection);
    writers.forget();
    GenerationState state = generationState(connection, "");
    if (state != GenerationState.RETIRED) {
      writers.use(state);
      for (TableTarget table : settings.targets().tables()) {
        writers.table(connection, table).verify(connection);
      }
      for (MatchTarget match : settings.targets().matches()) {
        writers.match(connection, match).verify(connection);
      }
    }
    connection.rollback();
  }

  private void limit(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(limits);
    }
  }

  /** To be called after a failure: the tables may have been altered. */
  void forgetTables() {
    writers.forget();
  }

  private GenerationState generationState(Connection connection, String lock) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(generationState + lock)) {
      statement.setInt(1, settings.generation());
      try (ResultSet result = statement.executeQuery()) {
        if (!result.next()) {
          throw new ConnectException(
              "generation %d is not in %s.generation; run 'millrace init' or remove this connector"
                  .formatted(settings.generation(), settings.databaseSchema()));
        }
        return GenerationState.of(result.getString(1));
      }
    }
  }

  /**
   * Those changes that a look without locks does not settle; skips of the others are counted. A
   * skip needs no lock: it is as if it had been decided when the row was read.
   */
  private List<Change> unsettled(Connection connection, List<Change> batch, BatchSummary summary)
      throws SQLException {
    GenerationState state = generationState(connection, "");
    if (state == GenerationState.RETIRED) {
      pass(batch, summary);
      return List.of();
    }
    writers.use(state);
    ChangesByTarget changes = ChangesByTarget.of(batch);
    List<Change> open = new ArrayList<>();
    for (var table : changes.enriched().entrySet()) {
      TableWriter writer = writers.table(connection, table.getKey());
      open.addAll(writer.unsettled(connection, table.getValue(), summary));
    }
    for (var table : changes.deleted().entrySet()) {
      TableWriter writer = writers.table(connection, table.getKey());
      open.addAll(writer.remembered(connection, table.getValue()));
    }
    for (var match : changes.scored().entrySet()) {
      MatchWriter writer = writers.match(connection, match.getKey());
      open.addAll(writer.unsettled(connection, match.getValue(), summary));
    }
    return open;
  }

  private static void pass(List<Change> batch, BatchSummary summary) {
    summary.skipped(SkipReason.RETIRED, batch.stream().mapToInt(Change::size).sum());
  }

  private void write(Connection connection, List<Change> batch, BatchSummary summary)
      throws SQLException {
    // Keeps a cut-over, which takes the row FOR UPDATE, away until the commit.
    GenerationState state = generationState(connection, " for share");
    if (state == GenerationState.RETIRED) {
      pass(batch, summary);
      return;
    }
    writers.use(state);
    ChangesByTarget changes = ChangesByTarget.of(batch);
    for (var table : changes.enriched().entrySet()) {
      writers.table(connection, table.getKey()).write(connection, table.getValue(), summary);
    }
    for (var table : changes.deleted().entrySet()) {
      writers.table(connection, table.getKey()).forget(connection, table.getValue());
    }
    for (var match : changes.scored().entrySet()) {
      writers.match(connection, match.getKey()).write(connection, match.getValue(), summary);
    }
  }

  private static long end(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(END);
        ResultSet result = statement.executeQuery()) {
      result.next();
      return result.getLong(1);
    }
  }
}
