package io.millrace.topology;

import io.millrace.schemas.Names;
import io.millrace.schemas.serde.AvroSerdes;
import io.millrace.topology.enrich.EnrichSettings;
import io.millrace.topology.enrich.EnrichTopology;
import io.millrace.topology.enrich.OwnerGeneration;
import io.millrace.topology.rows.RereadSignal;
import io.millrace.topology.rows.RowsTopology;
import io.millrace.topology.score.ScoreSettings;
import io.millrace.topology.score.ScoreTopology;
import io.millrace.topology.task.TaskRunners;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;

/** Builds the topologies of a pipeline; the same for production and for tests. */
public final class PipelineTopologies {
  private final PlannedPipeline pipeline;
  private final Names names;
  private final AvroSerdes serdes;
  private final PipelineMetrics metrics;

  public PipelineTopologies(
      PlannedPipeline pipeline, Names names, AvroSerdes serdes, PipelineMetrics metrics) {
    this.pipeline = pipeline;
    this.names = names;
    this.serdes = serdes;
    this.metrics = metrics;
  }

  /** The application that assembles rows. */
  public Topology rows(String placeholder, int epoch, RereadSignal signal) {
    return new RowsTopology(names, serdes, pipeline.captured())
        .build(placeholder, epoch, signal, metrics);
  }

  /** The application of a generation that takes results from no other. */
  public Topology generation(
      int generation,
      Properties properties,
      TaskRunners runners,
      EnrichSettings enrichSettings,
      ScoreSettings scoreSettings) {
    return generation(
        generation, properties, runners, enrichSettings, scoreSettings, Optional.empty());
  }

  /**
   * The application of one generation: enrichment, and scoring if the plan has matches.
   *
   * @param owner whose results are taken where they are the same; empty: all are computed here
   */
  public Topology generation(
      int generation,
      Properties properties,
      TaskRunners runners,
      EnrichSettings enrichSettings,
      ScoreSettings scoreSettings,
      Optional<OwnerGeneration> owner) {
    StreamsBuilder builder = new StreamsBuilder(new TopologyConfig(new StreamsConfig(properties)));
    ScoreTopology scores = new ScoreTopology(names, generation, serdes);
    pipeline
        .matches()
        .ifPresent(
            match -> scores.addTo(builder, match.table(), match.scorer(), scoreSettings, metrics));
    Topology topology = builder.build(properties);
    if (pipeline.matches().isPresent()) {
      scores.addSinks(topology);
    }
    new EnrichTopology(names, generation, serdes)
        .addTo(topology, pipeline.enriched(), enrichSettings, runners, owner, metrics);
    return topology;
  }
}
