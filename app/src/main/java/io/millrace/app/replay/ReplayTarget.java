package io.millrace.app.replay;

import io.millrace.app.UserException;
import io.millrace.plan.CapturedTable;
import io.millrace.plan.EnrichmentPlan;
import io.millrace.plan.MatchPlan;
import io.millrace.plan.PlanTask;
import io.millrace.plan.TablePlan;
import java.util.ArrayList;
import java.util.List;

/**
 * A table whose rows are handed out again.
 *
 * @param columns whose tasks are compared with the plan; none: only what is scored of the rows
 */
record ReplayTarget(CapturedTable table, List<String> columns) {
  ReplayTarget {
    columns = List.copyOf(columns);
  }

  /**
   * The tables of a request, profiles before their matches.
   *
   * @throws UserException if there is none, or a filter would be for more than one
   */
  static List<ReplayTarget> of(EnrichmentPlan plan, ReplayRequest request) {
    List<ReplayTarget> targets = new ArrayList<>();
    for (CapturedTable table : plan.capturedTables()) {
      List<String> columns = columns(plan, table, request.type());
      if (!columns.isEmpty() || isScored(plan, table, request)) {
        targets.add(new ReplayTarget(table, columns));
      }
    }
    request.table().ifPresent(only -> targets.removeIf(own -> !own.table().name().equals(only)));
    if (targets.isEmpty()) {
      throw UserException.usage(
          "The plan has no table"
              + request.table().map(name -> " '" + name + "'").orElse("")
              + " for that; see --type and --table.");
    }
    if (request.filter().isPresent() && targets.size() > 1) {
      throw UserException.usage(
          "A filter is for the rows of one table; name it with --table: "
              + targets.stream().map(target -> target.table().name()).toList()
              + ".");
    }
    return List.copyOf(targets);
  }

  private static List<String> columns(EnrichmentPlan plan, CapturedTable table, ReplayType type) {
    TablePlan own = plan.tables().get(table.name());
    return own == null
        ? List.of()
        : own.tasks().stream().filter(type::includes).map(PlanTask::column).toList();
  }

  /** Matches, and where only scores are replayed the profiles too: what is scored of them. */
  private static boolean isScored(EnrichmentPlan plan, CapturedTable table, ReplayRequest request) {
    if (!request.type().includesScores() || request.isOfFailures()) {
      return false;
    }
    boolean isOfMatches =
        plan.matches().map(MatchPlan::table).filter(table.name()::equals).isPresent();
    boolean isOfProfiles =
        plan.matches().map(MatchPlan::of).filter(table.name()::equals).isPresent();
    return isOfMatches ? request.staleDays().isEmpty() : isOfProfiles;
  }
}
