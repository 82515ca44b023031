package io.millrace.topology.rows;

import io.millrace.schemas.Row;
import io.millrace.schemas.RowOperation;
import io.millrace.schemas.SourcePosition;
import java.util.List;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/** Remembered rows, and stores in memory, for tests. */
final class RowStates {
  private static final SourcePosition POSITION = new SourcePosition(1, 1L);

  private RowStates() {}

  /** A row without columns. */
  static RowState known(String table, String key) {
    return new RowState(
        POSITION, new Row(table, key, List.of(), List.of(), RowOperation.CREATE, POSITION, 1L));
  }

  static RowState deleted() {
    return RowState.deleted(POSITION);
  }

  static <V> KeyValueStore<String, V> store(Serde<V> serde) {
    return store("store", serde);
  }

  static <V> KeyValueStore<String, V> store(String name, Serde<V> serde) {
    MockProcessorContext<String, V> context = new MockProcessorContext<>();
    KeyValueStore<String, V> store =
        Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.String(), serde)
            .withLoggingDisabled()
            .withCachingDisabled()
            .build();
    store.init(context.getStateStoreContext(), store);
    return store;
  }
}
