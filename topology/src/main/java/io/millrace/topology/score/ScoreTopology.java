package io.millrace.topology.score;

import io.millrace.schemas.Features;
import io.millrace.schemas.Names;
import io.millrace.schemas.Row;
import io.millrace.schemas.Score;
import io.millrace.schemas.WorkStatus;
import io.millrace.schemas.serde.AvroSerdes;
import io.millrace.topology.PipelineMetrics;
import org.apache.avro.Schema;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Joined;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.KTable;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The part of a generation's application that scores matches.
 *
 * <pre>
 * rows.&lt;matches&gt; ────────────────────────┐
 * features.g&lt;N&gt;, in every partition ──▶ features ─┴▶ score ─▶ scores.g&lt;N&gt;
 * </pre>
 *
 * Every task has the features of all profiles, since they are written to each partition, and an
 * index of its own matches by profile: a score needs no further topic. Both inputs have equally
 * many partitions, or a task would have no features. The features topic is its store's changelog.
 */
public final class ScoreTopology {
  /** Name of this stage in its {@link WorkStatus}. */
  public static final String STAGE = "score";

  static final String SCORE = "score";
  static final String FEATURES_STORE = "features";
  static final String REFERENCES_STORE = "match-references";
  static final String INDEX_STORE = "match-index";
  static final String PENDING_STORE = "score-pending";
  static final String SCORED_STORE = "match-scored";
  static final String SCORES_SINK = "scores-sink";
  static final String STATUS_SINK = "score-status-sink";

  private final Names names;
  private final int generation;
  private final AvroSerdes serdes;

  public ScoreTopology(Names names, int generation, AvroSerdes serdes) {
    this.names = names;
    this.generation = generation;
    this.serdes = serdes;
  }

  /** Declares sources and stores; {@link #addSinks} must follow once the topology is built. */
  public void addTo(
      StreamsBuilder builder,
      MatchTable match,
      PairScorer scorer,
      ScoreSettings settings,
      PipelineMetrics metrics) {
    ScoreProcessorSupplier supplier =
        new ScoreProcessorSupplier(
            match.name(),
            generation,
            scorer,
            settings,
            new ProfileCache(settings.cacheBytes()),
            metrics);
    KTable<String, Features> features = features(builder);
    matchChanges(builder, match)
        // Finds nothing, and has the engine refuse topics of different numbers of partitions.
        .leftJoin(features, (change, nothing) -> change, Joined.as("same-partitions"))
        .merge(profileChanges(features), Named.as("changes"))
        .process(supplier, Named.as(SCORE), FEATURES_STORE);
  }

  /** Adds the sinks of scores and status. */
  public void addSinks(Topology topology) {
    addSink(topology, SCORES_SINK, names.scoresTopic(generation), Score.getClassSchema());
    addSink(topology, STATUS_SINK, names.workStatusTopic(generation), WorkStatus.getClassSchema());
  }

  private KStream<String, ScoreChange> matchChanges(StreamsBuilder builder, MatchTable match) {
    Serde<Row> rows = serdes.specific(Row.getClassSchema());
    return builder.stream(
            names.rowsTopic(match.name()),
            Consumed.with(Serdes.String(), rows).withName("rows-" + match.name()))
        .mapValues(
            row -> row == null ? new ScoreChange.OfMatch(null, false) : match.change(row),
            Named.as("read-references"));
  }

  private KTable<String, Features> features(StreamsBuilder builder) {
    Serde<Features> features = serdes.specific(Features.getClassSchema());
    return builder.table(
        names.featuresTopic(generation),
        Consumed.with(Serdes.String(), features).withName("features-source"),
        Materialized.<String, Features, KeyValueStore<Bytes, byte[]>>as(FEATURES_STORE)
            .withKeySerde(Serdes.String())
            .withValueSerde(features)
            .withCachingDisabled());
  }

  private static KStream<String, ScoreChange> profileChanges(KTable<String, Features> features) {
    return features
        .toStream(Named.as("changed-features"))
        .mapValues(ScoreChange.OfProfile::new, Named.as("read-features"));
  }

  private void addSink(Topology topology, String sink, String topic, Schema schema) {
    topology.addSink(
        sink, topic, Serdes.String().serializer(), serdes.specific(schema).serializer(), SCORE);
  }
}
