package io.millrace.topology.score;

import io.millrace.schemas.Features;
import io.millrace.schemas.Names;
import io.millrace.schemas.Row;
import io.millrace.schemas.Score;
import io.millrace.schemas.WorkStatus;
import io.millrace.schemas.serde.AvroSerdes;
import io.millrace.schemas.serde.StoreSerde;
import io.millrace.schemas.store.MatchPair;
import io.millrace.schemas.store.MatchReference;
import io.millrace.topology.PipelineMetrics;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KTable;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.TableJoined;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/**
 * The part of a generation's application that scores matches.
 *
 * <pre>
 * rows.&lt;matches&gt; ─▶ match-references ─┐
 * features.g&lt;N&gt; ──▶ features ─────────┴▶ pairs-a ─▶ pairs-b ─▶ settle ─▶ scores.g&lt;N&gt;
 * </pre>
 *
 * Both joins are the engine's foreign-key left joins: a match is found from either of its profiles
 * without an index of our own. The first join's outcome carries a's features into the second.
 * Everything in between uses serdes without registry ids: the joins compare hashes of bytes.
 */
public final class ScoreTopology {
  /** Name of this stage in its {@link WorkStatus}. */
  public static final String STAGE = "score";

  /** Name of the join of matches with their first profile; names its internal topics. */
  public static final String JOIN_A = "profile-a";

  /** Name of the join of matches with their second profile; names its internal topics. */
  public static final String JOIN_B = "profile-b";

  static final String SETTLE = "settle";
  static final String PENDING_STORE = "settle-pending";
  static final String SCORED_STORE = "settle-scored";
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

  /** Declares the tables and joins; {@link #addSinks} must follow once the topology is built. */
  public void addTo(
      StreamsBuilder builder,
      MatchTable match,
      PairScorer scorer,
      ScoreSettings settings,
      PipelineMetrics metrics) {
    KTable<String, MatchReference> references = references(builder, match);
    KTable<String, Features> features = features(builder);
    KTable<String, MatchPair> withA =
        references.leftJoin(
            features,
            MatchReference::getA,
            (reference, a) -> new MatchPair(reference, a, null),
            TableJoined.as(JOIN_A),
            materialized("pairs-a", MatchPair.getClassSchema()));
    KTable<String, MatchPair> pairs =
        withA.leftJoin(
            features,
            pair -> pair.getMatch().getB(),
            (pair, b) -> new MatchPair(pair.getMatch(), pair.getA(), b),
            TableJoined.as(JOIN_B),
            materialized("pairs-b", MatchPair.getClassSchema()));
    pairs
        .toStream(Named.as("pairs"))
        .process(
            new SettleProcessorSupplier(match.name(), generation, scorer, settings, metrics),
            Named.as(SETTLE));
  }

  /** Adds the sinks of scores and status. */
  public void addSinks(Topology topology) {
    addSink(topology, SCORES_SINK, names.scoresTopic(generation), Score.getClassSchema());
    addSink(topology, STATUS_SINK, names.workStatusTopic(generation), WorkStatus.getClassSchema());
  }

  private KTable<String, MatchReference> references(StreamsBuilder builder, MatchTable match) {
    Serde<Row> rows = serdes.specific(Row.getClassSchema());
    return builder.stream(
            names.rowsTopic(match.name()),
            Consumed.with(Serdes.String(), rows).withName("rows-" + match.name()))
        .mapValues(row -> row == null ? null : match.reference(row), Named.as("read-references"))
        .toTable(
            Named.as("match-references"),
            materialized("match-references", MatchReference.getClassSchema()));
  }

  private KTable<String, Features> features(StreamsBuilder builder) {
    Serde<Features> features = serdes.specific(Features.getClassSchema());
    return builder.stream(
            names.featuresTopic(generation),
            Consumed.with(Serdes.String(), features).withName("features-source"))
        .toTable(Named.as("features"), materialized("features", Features.getClassSchema()));
  }

  private void addSink(Topology topology, String sink, String topic, Schema schema) {
    topology.addSink(
        sink, topic, Serdes.String().serializer(), serdes.specific(schema).serializer(), SETTLE);
  }

  private static <V extends SpecificRecord>
      Materialized<String, V, KeyValueStore<Bytes, byte[]>> materialized(
          String store, Schema schema) {
    return Materialized.<String, V>as(Stores.persistentKeyValueStore(store))
        .withKeySerde(Serdes.String())
        .withValueSerde(new StoreSerde<>(schema))
        .withCachingDisabled();
  }
}
