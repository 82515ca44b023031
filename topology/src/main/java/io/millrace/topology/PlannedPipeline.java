package io.millrace.topology;

import io.millrace.inference.ModelDescription;
import io.millrace.plan.EmbedTask;
import io.millrace.plan.EnrichmentPlan;
import io.millrace.plan.MatchPlan;
import io.millrace.plan.TablePlan;
import io.millrace.schemas.Names;
import io.millrace.topology.enrich.EnrichedTable;
import io.millrace.topology.enrich.TaskDefinition;
import io.millrace.topology.rows.CapturedTable;
import io.millrace.topology.score.MatchTable;
import io.millrace.topology.score.PairScorer;
import io.millrace.topology.score.PlanScorer;
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
   * Reads a plan. Classify and extract tasks are not run by this version; they are in the plan, and
   * their columns are prepared.
   *
   * @param model the plan's embedding model
   */
  public static PlannedPipeline of(EnrichmentPlan plan, Names names, ModelDescription model) {
    List<CapturedTable> captured =
        plan.capturedTables().stream()
            .map(
                table ->
                    new CapturedTable(
                        names.cdcTopic(table.schema(), table.name()),
                        table.name(),
                        table.keyColumn()))
            .toList();
    List<EnrichedTable> enriched =
        plan.tables().values().stream().map(table -> enriched(plan, table, model)).toList();
    return new PlannedPipeline(
        captured, enriched, plan.matches().map(match -> matches(match, model)));
  }

  private static EnrichedTable enriched(
      EnrichmentPlan plan, TablePlan table, ModelDescription model) {
    List<TaskDefinition> tasks =
        table.embed().stream()
            .map(task -> task(task, model))
            .sorted(Comparator.comparing(TaskDefinition::column))
            .toList();
    return new EnrichedTable(
        table.name(),
        tasks,
        plan.matches()
            .filter(match -> match.of().equals(table.name()))
            .map(match -> ScoringColumns.of(table, match, tasks, model.name())));
  }

  private static TaskDefinition task(EmbedTask task, ModelDescription model) {
    return new TaskDefinition(task.column(), task.from(), model.fingerprint(), model.name());
  }

  private static Matches matches(MatchPlan match, ModelDescription model) {
    return new Matches(
        new MatchTable(match.table(), match.a(), match.b()), PlanScorer.of(match, model.name()));
  }
}
