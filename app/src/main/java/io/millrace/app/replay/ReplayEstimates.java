package io.millrace.app.replay;

import io.millrace.app.local.Installation;
import io.millrace.app.local.InstalledTasks;
import io.millrace.app.local.PlannedGeneration;
import io.millrace.connectors.GenerationCost.TaskCost;
import io.millrace.connectors.ReplayCost;
import io.millrace.connectors.ReplayRows;
import io.millrace.connectors.TaskVersion;
import io.millrace.plan.PlanTask;
import io.millrace.plan.TablePlan;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Counts what a replay would do. Not threadsafe. */
final class ReplayEstimates {
  private static final String PRICE = ".price.per.million.tokens";

  private final Installation installation;
  private final PlannedGeneration generation;
  private final ReplayRequest request;
  private final List<ReplayTarget> targets;
  private final Connection connection;

  ReplayEstimates(
      Installation installation,
      PlannedGeneration generation,
      ReplayRequest request,
      List<ReplayTarget> targets,
      Connection connection) {
    this.installation = installation;
    this.generation = generation;
    this.request = request;
    this.targets = targets;
    this.connection = connection;
  }

  ReplayEstimate estimate(ReplayRates given, long computedBefore) throws SQLException {
    ReplaySelections selections =
        new ReplaySelections(
            installation, connection, request, generation.number(), computedBefore);
    ReplayCost cost = new ReplayCost(connection, installation.names(), generation.number());
    Map<String, Long> rows = new LinkedHashMap<>();
    List<TaskCost> tasks = new ArrayList<>();
    for (ReplayTarget target : targets) {
      ReplayRows selected = selections.rows(target);
      rows.put(target.table().name(), selected.count());
      tasks.addAll(tasks(cost, target, selected, computedBefore));
    }
    return new ReplayEstimate(rows, tasks, price(given), rate(given, cost));
  }

  private List<TaskCost> tasks(
      ReplayCost cost, ReplayTarget target, ReplayRows rows, long computedBefore)
      throws SQLException {
    List<TaskCost> tasks = new ArrayList<>();
    TablePlan table = generation.plan().tables().get(target.table().name());
    if (table == null || target.columns().isEmpty()) {
      return tasks;
    }
    Map<String, String> versions = versions(table);
    for (PlanTask task : table.tasks()) {
      if (target.columns().contains(task.column())) {
        String version = versions.getOrDefault(task.column(), "");
        tasks.add(cost.of(table, task, rows, version, computedBefore));
      }
    }
    return tasks;
  }

  private Map<String, String> versions(TablePlan table) {
    Map<String, String> versions = new HashMap<>();
    for (TaskVersion version : InstalledTasks.versions(installation, generation)) {
      if (version.table().equals(table.name())) {
        versions.put(version.column(), version.version());
      }
    }
    return versions;
  }

  /** The dearest of the providers that are configured: an estimate errs on that side. */
  private OptionalDouble price(ReplayRates given) {
    return given.pricePerMillionTokens().isPresent()
        ? given.pricePerMillionTokens()
        : generation.providers(installation).values().entrySet().stream()
            .filter(setting -> setting.getKey().endsWith(PRICE))
            .mapToDouble(setting -> Double.parseDouble(setting.getValue().strip()))
            .max();
  }

  private static OptionalDouble rate(ReplayRates given, ReplayCost cost) throws SQLException {
    if (given.callsPerSecond().isPresent()) {
      return given.callsPerSecond();
    }
    double measured = cost.measuredRate();
    return measured > 0 ? OptionalDouble.of(measured) : OptionalDouble.empty();
  }
}
