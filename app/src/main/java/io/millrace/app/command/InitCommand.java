package io.millrace.app.command;

import io.millrace.app.UserException;
import io.millrace.app.local.ConnectorRoles;
import io.millrace.app.local.Installation;
import io.millrace.app.local.InstalledTasks;
import io.millrace.app.local.PartsWait;
import io.millrace.app.local.PlannedGeneration;
import io.millrace.app.local.Variables;
import io.millrace.connectors.DatabasePreparation;
import io.millrace.connectors.RolePreparation;
import io.millrace.connectors.RoleStatements;
import io.millrace.connectors.SqlStatement;
import io.millrace.plan.EnrichmentPlan;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
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
      "Prepares the database for the plan: columns, indexes, publication, our own schema, roles.",
      "Adds what is missing and drops nothing that is there; can be run again."
    })
final class InitCommand implements Callable<Integer> {
  @Mixin private final CommonOptions options = new CommonOptions();

  @Option(names = "--dry-run", description = "Print the SQL and change nothing.")
  private boolean dryRun;

  @Option(names = "--undo", description = "Take back what init added, results included.")
  private boolean undo;

  @Option(
      names = "--wait",
      paramLabel = "DURATION",
      defaultValue = "0s",
      converter = DurationConverter.class,
      description = "How long to wait for a database that does not answer. Default: not at all.")
  private Duration wait = Duration.ZERO;

  @Override
  public Integer call() {
    Installation installation = options.installation();
    PartsWait.forDatabase(installation, wait);
    PlannedGeneration active = PlannedGeneration.active(installation);
    EnrichmentPlan plan = active.plan();
    DatabasePreparation preparation =
        new DatabasePreparation(
            plan,
            installation.names(),
            InstalledTasks.embeddingModel(installation, active).dimensions(),
            InstalledTasks.versions(installation, active));
    try (Connection connection = installation.connect()) {
      List<SqlStatement> statements = new ArrayList<>(carryOut(preparation, connection));
      RoleStatements roles =
          undo
              ? new RoleStatements(List.of(), List.of())
              : carryOutRoles(installation, plan, connection);
      statements.addAll(roles.own());
      options.print(document(statements, roles), () -> text(statements, roles));
      return 0;
    } catch (SQLException e) {
      throw UserException.failure("The database refused a statement: " + e.getMessage(), e);
    }
  }

  private Map<String, Object> document(List<SqlStatement> statements, RoleStatements roles) {
    return Map.of(
        "applied", !dryRun, "sql", sql(statements), "administrator", sql(roles.administrator()));
  }

  private static List<String> sql(List<SqlStatement> statements) {
    return statements.stream().map(SqlStatement::sql).toList();
  }

  private static String text(List<SqlStatement> statements, RoleStatements roles) {
    String own =
        statements.isEmpty() ? "-- Nothing to do." : DatabasePreparation.script(statements);
    return roles.administrator().isEmpty()
        ? own.stripTrailing()
        : own.stripTrailing()
            + "\n\n"
            + "-- This role may not run what follows; let an administrator run it, and give each"
            + " new role\n"
            + "-- a password with psql's \\password. 'millrace up' reads them from"
            + " MILLRACE_CAPTURE_PASSWORD\n"
            + "-- and MILLRACE_SINK_PASSWORD.\n"
            + DatabasePreparation.script(roles.administrator()).stripTrailing();
  }

  /** Passwords are set where this role may, and printed nowhere. */
  private RoleStatements carryOutRoles(
      Installation installation, EnrichmentPlan plan, Connection connection) throws SQLException {
    RolePreparation preparation = new RolePreparation(plan, installation.names());
    if (dryRun) {
      return preparation.statements(connection);
    }
    RoleStatements roles = preparation.apply(connection);
    new ConnectorRoles(installation, plan, Variables.read()).setPasswords(connection);
    return roles;
  }

  private List<SqlStatement> carryOut(DatabasePreparation preparation, Connection connection)
      throws SQLException {
    if (undo) {
      return dryRun ? preparation.undoStatements(connection) : preparation.undo(connection);
    }
    return dryRun ? preparation.statements(connection) : preparation.apply(connection);
  }
}
