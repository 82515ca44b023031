package io.millrace.topology.score;

import io.millrace.schemas.serde.StoreSerde;
import io.millrace.schemas.store.MatchPair;
import io.millrace.schemas.store.PendingMatch;
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

/** Makes the processors that let matches settle, with their stores. */
record SettleProcessorSupplier(
    String table,
    int generation,
    PairScorer scorer,
    ScoreSettings settings,
    PipelineMetrics metrics)
    implements ProcessorSupplier<String, MatchPair, String, SpecificRecord> {

  @Override
  public Processor<String, MatchPair, String, SpecificRecord> get() {
    return new SettleProcessor(this);
  }

  @Override
  public Set<StoreBuilder<?>> stores() {
    return Set.of(
        store(ScoreTopology.PENDING_STORE, PendingMatch.getClassSchema()),
        store(ScoreTopology.SCORED_STORE, ScoredMatch.getClassSchema()));
  }

  private static StoreBuilder<?> store(String name, Schema schema) {
    return Stores.keyValueStoreBuilder(
        Stores.persistentKeyValueStore(name),
        Serdes.String(),
        new StoreSerde<SpecificRecord>(schema));
  }
}
