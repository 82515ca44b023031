package io.millrace.topology;

import io.millrace.inference.ModelDescription;
import io.millrace.plan.EnrichmentPlan;
import io.millrace.plan.MatchPlan;
import io.millrace.plan.TablePlan;
import io.millrace.schemas.Names;
import io.millrace.topology.enrich.EnrichedTable;
import io.millrace.topology.rows.CapturedTable;
import io.millrace.topology.score.MatchTable;
import io.millrace.topology.score.PairScorer;
import io.millrace.topology.score.PlanScorer;
import io.millrace.topology.task.TaskDefinition;
import io.millrace.topology.task.TaskRunner;
import io.millrace.topology.task.TaskRunners;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A plan as the applications run it.
 *
 * @param captured the tables whose changes are read
 * @param enriched the tables whose rows are enriched
 * @param matches the table of matches, with its scorer; empty: nothing is scored
 */
public record PlannedPipeline(
    List<CapturedTable> captured, List<EnrichedTable> enriched, Optional<Matches> matches) {

  /** The table of matches and what scores its pairs. */
  public record Matches(MatchTable table, PairScorer scorer) {}

  public PlannedPipeline {
    captured = List.copyOf(captured);
    enriched = List.copyOf(enriched);
  }

  /**
   * Reads a plan.
   *
   * @param model the plan's embedding model
   * @param runners what runs its tasks
   */
  public static PlannedPipeline of(
      EnrichmentPlan plan, Names names, ModelDescription model, TaskRunners runners) {
    List<CapturedTable> captured =
        plan.capturedTables().stream()
            .map(
                table ->
                    new CapturedTable(
                        names.cdcTopic(table.schema(), table.name()),
                        table.schema(),
                        table.name(),
                        table.keyColumn(),
                        plan.capturedColumns(table.name())))
            .toList();
    List<EnrichedTable> enriched =
        plan.tables().values().stream()
            .map(table -> enriched(plan, table, model, runners))
            .toList();
    return new PlannedPipeline(
        captured, enriched, plan.matches().map(match -> matches(match, model)));
  }

  private static EnrichedTable enriched(
      EnrichmentPlan plan, TablePlan table, ModelDescription model, TaskRunners runners) {
    List<TaskDefinition> tasks =
        runners.of(table.name()).stream()
            .map(TaskRunner::definition)
            .sorted(Comparator.comparing(TaskDefinition::column))
            .toList();
    return new EnrichedTable(
        table.name(),
        tasks,
        plan.matches()
            .filter(match -> match.of().equals(table.name()))
            .map(match -> ScoringColumns.of(table, match, tasks, model.name())));
  }

  private static Matches matches(MatchPlan match, ModelDescription model) {
    return new Matches(
        new MatchTable(match.table(), match.a(), match.b()), PlanScorer.of(match, model.name()));
  }
}
