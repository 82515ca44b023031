package io.millrace.app.command;

import io.millrace.app.UserException;
import io.millrace.app.local.Installation;
import io.millrace.app.local.InstalledTasks;
import io.millrace.connectors.DatabasePreparation;
import io.millrace.connectors.SqlStatement;
import io.millrace.plan.EnrichmentPlan;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prepares a database for the plan. */
@Command(
    name = "init",
    description = {
      "Prepares the database for the plan: columns, indexes, publication, our own schema.",
      "Adds what is missing and drops nothing that is there; can be run again."
    })
final class InitCommand implements Callable<Integer> {
  @Mixin private final CommonOptions options = new CommonOptions();

  @Option(names = "--dry-run", description = "Print the SQL and change nothing.")
  private boolean dryRun;

  @Option(names = "--undo", description = "Take back what init added, results included.")
  private boolean undo;

  @Override
  public Integer call() {
    Installation installation = options.installation();
    EnrichmentPlan plan = installation.plan().read();
    DatabasePreparation preparation =
        new DatabasePreparation(
            plan,
            installation.names(),
            InstalledTasks.embeddingModel(installation, plan).dimensions(),
            InstalledTasks.versions(installation, plan));
    try (Connection connection = installation.connect()) {
      List<SqlStatement> statements = carryOut(preparation, connection);
      options.print(
          Map.of("applied", !dryRun, "sql", statements.stream().map(SqlStatement::sql).toList()),
          () ->
              statements.isEmpty()
                  ? "-- Nothing to do."
                  : DatabasePreparation.script(statements).stripTrailing());
      return 0;
    } catch (SQLException e) {
      throw UserException.failure("The database refused a statement: " + e.getMessage(), e);
    }
  }

  private List<SqlStatement> carryOut(DatabasePreparation preparation, Connection connection)
      throws SQLException {
    if (undo) {
      return dryRun ? preparation.undoStatements(connection) : preparation.undo(connection);
    }
    return dryRun ? preparation.statements(connection) : preparation.apply(connection);
  }
}
