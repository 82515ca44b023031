package io.millrace.app.command;

import io.millrace.app.UserException;
import io.millrace.app.audit.Audit;
import io.millrace.app.audit.AuditRepair;
import io.millrace.app.audit.AuditReport;
import io.millrace.app.local.Installation;
import io.millrace.app.local.InstalledTasks;
import io.millrace.app.local.PlannedGeneration;
import io.millrace.app.report.ReadOnly;
import io.millrace.app.rereads.RowRequests;
import io.millrace.connectors.AuditStatements;
import io.millrace.connectors.TaskVersion;
import io.millrace.plan.EnrichmentPlan;
import io.millrace.schemas.RereadReason;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
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
      "texts; changes nothing but with --repair."
    })
final class AuditCommand implements Callable<Integer> {
  @Mixin private final CommonOptions options = new CommonOptions();

  @Option(
      names = "--table",
      paramLabel = "TABLE",
      description = "Only this table of the plan. Default: all.")
  private @Nullable String table;

  @Option(
      names = "--repair",
      description = {
        "Have the rows with stale or missing values read again, and no others; the pipeline must",
        "run. Stored results are written again without a model call. Forget rows that are gone."
      })
  private boolean repair;

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
    if (!repair) {
      AuditReport report = read(installation, database -> Audit.read(database, statements));
      options.print(report.document(), report::text);
      return failIfStale && !report.isFresh() ? 1 : 0;
    }
    try (RowRequests requests = RowRequests.open(installation)) {
      return repair(installation, statements, requests);
    }
  }

  /** What is found and what is asked for is one state of the database. */
  private int repair(Installation installation, AuditStatements statements, RowRequests requests) {
    AtomicLong asked = new AtomicLong();
    long forgotten =
        prepare(installation, statements, rows -> requests.ask(rows, RereadReason.GONE));
    AuditReport report =
        read(
            installation,
            database -> {
              AuditReport found = Audit.read(database, statements);
              asked.set(
                  AuditRepair.run(
                      database, statements, rows -> requests.ask(rows, RereadReason.REPAIR)));
              return found;
            });
    Map<String, Object> document = new LinkedHashMap<>(report.document());
    document.put("rows_asked", asked.get());
    document.put("orphans_forgotten", forgotten);
    options.print(
        document,
        () ->
            String.format(
                Locale.ROOT,
                "%s%n%nAsked for %,d rows, forgot %,d orphans. 'millrace wait' returns when they"
                    + " are written.",
                report.text(),
                asked.get(),
                forgotten));
    return failIfStale && !report.isFresh() ? 1 : 0;
  }

  /** What our provenance says wrong must not stand in the way of what is repaired. */
  private static long prepare(
      Installation installation, AuditStatements statements, AuditRepair.Requests forgotten) {
    try (Connection connection = installation.connect()) {
      return AuditRepair.prepare(connection, statements, forgotten);
    } catch (SQLException e) {
      throw UserException.failure(
          "The database refused to repair the provenance (" + e.getSQLState() + ").", e);
    }
  }

  private <T> T read(Installation installation, ReadOnly.Work<T> work) {
    return ReadOnly.run(installation, (int) Math.max(1, timeout.toSeconds()), work);
  }

  private AuditStatements statements(Installation installation) {
    PlannedGeneration active = PlannedGeneration.active(installation);
    EnrichmentPlan plan = active.plan();
    refuseUnknown(plan);
    List<TaskVersion> versions = InstalledTasks.versions(installation, active);
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
