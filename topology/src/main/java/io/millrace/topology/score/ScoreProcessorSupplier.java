package io.millrace.topology.score;

import io.millrace.schemas.serde.StoreSerde;
import io.millrace.schemas.store.MatchReference;
import io.millrace.schemas.store.PendingScores;
import io.millrace.schemas.store.ScoredMatch;
import io.millrace.topology.PipelineMetrics;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Makes the processors that score matches, with their stores. */
record ScoreProcessorSupplier(
    String table,
    int generation,
    PairScorer scorer,
    ScoreSettings settings,
    ProfileCache cache,
    PipelineMetrics metrics)
    implements ProcessorSupplier<String, ScoreChange, String, SpecificRecord> {

  @Override
  public Processor<String, ScoreChange, String, SpecificRecord> get() {
    return new ScoreProcessor(this);
  }

  @Override
  public Set<StoreBuilder<?>> stores() {
    return Set.of(
        store(ScoreTopology.REFERENCES_STORE, MatchReference.getClassSchema()),
        store(ScoreTopology.PENDING_STORE, PendingScores.getClassSchema()),
        store(ScoreTopology.SCORED_STORE, ScoredMatch.getClassSchema()),
        Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(ScoreTopology.INDEX_STORE),
            Serdes.Bytes(),
            Serdes.ByteArray()));
  }

  private static StoreBuilder<?> store(String name, Schema schema) {
    return Stores.keyValueStoreBuilder(
        Stores.persistentKeyValueStore(name),
        Serdes.String(),
        new StoreSerde<SpecificRecord>(schema));
  }
}
