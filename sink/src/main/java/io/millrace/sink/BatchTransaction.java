package io.millrace.sink;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;

/** Writes one batch in one transaction. To be used by one thread. */
final class BatchTransaction {
  private static final String END =
      "select floor(extract(epoch from clock_timestamp()) * 1000)::bigint";

  private final SinkSettings settings;
  private final Writers writers;
  private final String limits;
  private final String generationState;

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
            + " where generation = ? for share";
  }

  /**
   * Writes a batch and commits it; without changes to the database nothing is committed either.
   *
   * @throws SQLException if it failed; the transaction is then to be rolled back
   * @throws ConnectException if the database lacks what the sink needs
   */
  BatchSummary run(Connection connection, List<Change> batch) throws SQLException {
    BatchSummary summary = new BatchSummary();
    try (Statement statement = connection.createStatement()) {
      statement.execute(limits);
    }
    GenerationState state = generationState(connection);
    if (state == GenerationState.RETIRED) {
      summary.skipped(SkipReason.RETIRED, batch.stream().mapToInt(Change::size).sum());
    } else {
      writers.use(state);
      write(connection, batch, summary);
    }
    summary.committedAt(end(connection));
    connection.commit();
    return summary;
  }

  /** To be called after a failure: the tables may have been altered. */
  void forgetTables() {
    writers.forget();
  }

  /** FOR SHARE keeps a cut-over, which takes the row FOR UPDATE, away until the commit. */
  private GenerationState generationState(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(generationState)) {
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

  private void write(Connection connection, List<Change> batch, BatchSummary summary)
      throws SQLException {
    Map<TableTarget, List<Change.Enriched>> enriched = new LinkedHashMap<>();
    Map<TableTarget, List<Change.Deleted>> deleted = new LinkedHashMap<>();
    Map<MatchTarget, List<Change.Scored>> scored = new LinkedHashMap<>();
    for (Change change : batch) {
      if (change instanceof Change.Enriched row) {
        enriched.computeIfAbsent(row.target(), target -> new ArrayList<>()).add(row);
      } else if (change instanceof Change.Deleted row) {
        deleted.computeIfAbsent(row.target(), target -> new ArrayList<>()).add(row);
      } else if (change instanceof Change.Scored match) {
        scored.computeIfAbsent(match.target(), target -> new ArrayList<>()).add(match);
      }
    }
    for (Map.Entry<TableTarget, List<Change.Enriched>> table : enriched.entrySet()) {
      writers.table(connection, table.getKey()).write(connection, table.getValue(), summary);
    }
    for (Map.Entry<TableTarget, List<Change.Deleted>> table : deleted.entrySet()) {
      writers.table(connection, table.getKey()).forget(connection, table.getValue());
    }
    for (Map.Entry<MatchTarget, List<Change.Scored>> match : scored.entrySet()) {
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
