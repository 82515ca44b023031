package io.millrace.app.command;

import io.millrace.app.UserException;
import io.millrace.app.local.Installation;
import io.millrace.app.local.InstalledTasks;
import io.millrace.app.local.PlannedGeneration;
import io.millrace.connectors.DatabasePreparation;
import io.millrace.plan.EnrichmentPlan;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Checks a plan against the database. */
@Command(
    name = "check",
    description = {
      "Checks the plan: its form, its models, and the tables and columns that it names in the"
          + " database. Changes nothing.",
      "Exits with 1 if there is a problem, and tells all of them."
    })
final class PlanCheckCommand implements Callable<Integer> {
  private static final int ANY_DIMENSIONS = 1;

  @Mixin private final CommonOptions options = new CommonOptions();

  @Override
  public Integer call() {
    Installation installation = options.installation();
    EnrichmentPlan plan = installation.plan().read();
    List<String> problems = new ArrayList<>();
    try (Connection connection = installation.connect()) {
      problems.addAll(problems(installation, plan, connection));
    } catch (SQLException e) {
      throw UserException.failure("The database refused a query: " + e.getMessage(), e);
    }
    options.print(document(problems), () -> text(installation, problems));
    return problems.isEmpty() ? 0 : 1;
  }

  private static List<String> problems(
      Installation installation, EnrichmentPlan plan, Connection connection) throws SQLException {
    try {
      PlannedGeneration planned = PlannedGeneration.ofPlan(installation);
      InstalledTasks.versions(installation, planned); // of every model that the plan names
      int dimensions = InstalledTasks.embeddingModel(installation, planned).dimensions();
      return new DatabasePreparation(plan, installation.names(), dimensions).problems(connection);
    } catch (UserException e) {
      List<String> problems = new ArrayList<>(List.of(String.valueOf(e.getMessage())));
      problems.addAll(
          new DatabasePreparation(plan, installation.names(), ANY_DIMENSIONS)
              .hostProblems(connection));
      return problems;
    }
  }

  private static Map<String, Object> document(List<String> problems) {
    Map<String, Object> document = new LinkedHashMap<>();
    if (!problems.isEmpty()) {
      document.put("error", "The plan does not fit the database: " + String.join("; ", problems));
    }
    document.put("problems", problems);
    return document;
  }

  private static String text(Installation installation, List<String> problems) {
    return problems.isEmpty()
        ? installation.plan().path() + " fits the database."
        : "The plan does not fit the database:\n  " + String.join("\n  ", problems);
  }
}
