package io.millrace.app.progress;

import io.millrace.plan.CapturedTable;
import io.millrace.plan.EnrichmentPlan;
import io.millrace.schemas.Names;
import io.millrace.topology.enrich.EnrichTopology;
import io.millrace.topology.rows.RowsTopology;
import io.millrace.topology.score.ScoreTopology;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The stages that a change passes between Kafka and the row, in order: who reads which topics, and
 * who holds work that is in no topic.
 */
public final class PipelineStages {
  private PipelineStages() {}

  /** A stage of the pipeline. */
  public sealed interface Stage {
    /** The stage's name in {@code lag}. */
    String name();

    /**
     * A group that reads topics.
     *
     * @param topics their names; one that does not exist is passed over
     */
    record Reads(String name, String group, List<String> topics) implements Stage {}

    /**
     * Work that a task of an application holds in a store.
     *
     * @param workStage the stage's name in the work status
     * @param statusTopic where the work status is told
     */
    record Holds(String name, String workStage, String statusTopic) implements Stage {}
  }

  /** The stages of a generation. */
  public static List<Stage> of(EnrichmentPlan plan, Names names, int generation) {
    String rows = names.rowsApplicationId();
    String application = names.generationApplicationId(generation);
    String status = names.workStatusTopic(generation);
    List<Stage> stages = new ArrayList<>();
    stages.add(new Stage.Reads("rows", rows, cdcTopics(plan, names)));
    stages.add(new Stage.Reads("rows", rows, List.of(names.truncatesTopic())));
    stages.add(new Stage.Reads("rows", rows, List.of(names.rereadsTopic())));
    stages.add(new Stage.Holds("rows", RowsTopology.STAGE, names.rowsStatusTopic()));
    stages.add(new Stage.Reads("work", application, rowsTopics(plan, names)));
    stages.add(new Stage.Reads("work", application, adoptedTopics(plan, names, generation)));
    stages.add(new Stage.Holds("model", EnrichTopology.STAGE, status));
    if (plan.matches().isPresent()) {
      stages.add(new Stage.Reads("score", application, List.of(names.featuresTopic(generation))));
      stages.add(new Stage.Holds("score", ScoreTopology.STAGE, status));
    }
    stages.add(
        new Stage.Reads(
            "sink",
            "connect-" + names.sinkConnector(generation),
            sinkTopics(plan, names, generation)));
    return List.copyOf(stages);
  }

  private static List<String> cdcTopics(EnrichmentPlan plan, Names names) {
    return plan.capturedTables().stream()
        .map(table -> names.cdcTopic(table.schema(), table.name()))
        .toList();
  }

  private static List<String> rowsTopics(EnrichmentPlan plan, Names names) {
    return plan.capturedTables().stream().map(CapturedTable::name).map(names::rowsTopic).toList();
  }

  private static List<String> adoptedTopics(EnrichmentPlan plan, Names names, int generation) {
    return plan.tables().keySet().stream()
        .map(table -> names.adoptedTopic(generation, table))
        .toList();
  }

  private static List<String> sinkTopics(EnrichmentPlan plan, Names names, int generation) {
    Collection<String> tables = plan.tables().keySet();
    List<String> topics = new ArrayList<>();
    tables.forEach(table -> topics.add(names.enrichedTopic(generation, table)));
    if (plan.matches().isPresent()) {
      topics.add(names.scoresTopic(generation));
    }
    return topics;
  }
}
