package io.millrace.app.command;

import io.millrace.app.UserException;
import io.millrace.app.audit.Audit;
import io.millrace.app.audit.AuditReport;
import io.millrace.app.local.Installation;
import io.millrace.app.local.InstalledTasks;
import io.millrace.app.report.ReadOnly;
import io.millrace.connectors.AuditStatements;
import io.millrace.connectors.TaskVersion;
import io.millrace.plan.EnrichmentPlan;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Compares every row's inputs with what is stored. */
@Command(
    name = "audit",
    description = {
      "Compares every row's inputs with the hashes of what is stored, in the database: which"
          + " values",
      "are fresh, stale, missing, protected, or of another model. Prints numbers and keys, never",
      "texts; changes nothing."
    })
final class AuditCommand implements Callable<Integer> {
  @Mixin private final CommonOptions options = new CommonOptions();

  @Option(
      names = "--table",
      paramLabel = "TABLE",
      description = "Only this table of the plan. Default: all.")
  private @Nullable String table;

  @Option(
      names = "--fail-if-stale",
      description = "Exit with 1 if a value is stale or missing, or could not be compared.")
  private boolean failIfStale;

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      defaultValue = "10m",
      converter = DurationConverter.class,
      description = "Limit of a statement in the database. Default: 10m.")
  @SuppressWarnings("NullAway.Init") // picocli sets it before call
  private Duration timeout;

  @Override
  public Integer call() {
    Installation installation = options.installation();
    AuditStatements statements = statements(installation);
    AuditReport report =
        ReadOnly.run(
            installation,
            (int) Math.max(1, timeout.toSeconds()),
            database -> Audit.read(database, statements));
    options.print(report.document(), report::text);
    return failIfStale && !report.isFresh() ? 1 : 0;
  }

  private AuditStatements statements(Installation installation) {
    EnrichmentPlan plan = installation.plan().read();
    refuseUnknown(plan);
    List<TaskVersion> versions = InstalledTasks.versions(installation, plan);
    try (Connection connection = installation.connect()) {
      AuditStatements all = AuditStatements.read(connection, plan, installation.names(), versions);
      return table == null ? all : all.of(table);
    } catch (SQLException e) {
      throw UserException.failure("The database refused to be read (" + e.getSQLState() + ").", e);
    }
  }

  private void refuseUnknown(EnrichmentPlan plan) {
    List<String> tables = plan.capturedTables().stream().map(known -> known.name()).toList();
    if (table != null && !tables.contains(table)) {
      throw UserException.usage(
          "The plan has no table '%s'; it has %s.".formatted(table, String.join(", ", tables)));
    }
  }
}
