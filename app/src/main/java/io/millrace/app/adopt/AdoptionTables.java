package io.millrace.app.adopt;

import io.millrace.app.UserException;
import io.millrace.app.local.Installation;
import io.millrace.app.local.PlannedGeneration;
import io.millrace.connectors.DatabasePreparation;
import io.millrace.connectors.HeldRows;
import io.millrace.connectors.HeldRows.ModelColumn;
import io.millrace.connectors.HostMetadata;
import io.millrace.connectors.PreparationException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tables of an adoption in a database that is fit for one. Not threadsafe. */
final class AdoptionTables {
  private final Installation installation;
  private final PlannedGeneration generation;
  private final List<AdoptionTarget> targets;
  private final Optional<ModelColumn> modelColumn;
  private final int dimensions;

  /**
   * @param dimensions of the plan's model
   */
  AdoptionTables(
      Installation installation,
      PlannedGeneration generation,
      AdoptionRequest request,
      int dimensions) {
    this.installation = installation;
    this.generation = generation;
    this.targets = AdoptionTarget.of(generation.plan(), request);
    this.modelColumn = request.modelColumn();
    this.dimensions = dimensions;
  }

  /** What is done with the rows that hold vectors, by table. */
  @FunctionalInterface
  interface Step<T> {
    T run(Map<String, HeldRows> tables) throws SQLException;
  }

  /**
   * Opens the tables for a step.
   *
   * @throws UserException if the database is not prepared, or an upgrade is under way
   */
  <T> T read(Step<T> step) {
    try (Connection connection = installation.connect()) {
      requireFit(connection);
      Map<String, HeldRows> tables = new LinkedHashMap<>();
      for (AdoptionTarget target : targets) {
        tables.put(target.table().name(), rows(connection, target));
      }
      return understood(step, tables);
    } catch (SQLException e) {
      throw UserException.failure("The database refused to be read (" + e.getSQLState() + ").", e);
    }
  }

  /** What the database does not understand was named by the user: the model's column. */
  private static <T> T understood(Step<T> step, Map<String, HeldRows> tables) throws SQLException {
    try {
      return step.run(tables);
    } catch (PreparationException e) {
      throw UserException.usage(String.join("; ", e.problems()) + ".");
    }
  }

  private HeldRows rows(Connection connection, AdoptionTarget target) throws SQLException {
    return new HeldRows(
        connection,
        installation.names(),
        target.table(),
        target.tasks(),
        generation.number(),
        HostMetadata.tables(connection, generation.plan()).contains(target.table().name()),
        modelColumn);
  }

  private void requireFit(Connection connection) throws SQLException {
    DatabasePreparation preparation =
        new DatabasePreparation(generation.plan(), installation.names(), dimensions);
    if (!preparation.isPrepared(connection)) {
      throw UserException.failure(
          "The database is not prepared for this plan; run 'millrace init', then this.");
    }
    if (PlannedGeneration.live(connection, installation).size() > 1) {
      throw UserException.failure(
          "An upgrade is under way; adopt when it is finished or given up.");
    }
  }
}
