package io.millrace.topology.rows;

import io.millrace.schemas.Row;
import io.millrace.schemas.SourcePosition;
import io.millrace.schemas.Truncate;
import java.util.Map;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Deletes the rows of a truncated table in this partition.
 *
 * <p>The truncate took another way than the rows' own events, so rows that were inserted after it
 * may be here already: only what stands before the truncate is deleted.
 */
final class TruncateApplier implements Processor<String, Truncate, String, Object> {
  private final Map<String, CapturedTable> tables;
  private @Nullable ProcessorContext<String, Object> context;
  private @Nullable KeyValueStore<String, RowState> states;

  /**
   * @param tables captured tables by name
   */
  TruncateApplier(Map<String, CapturedTable> tables) {
    this.tables = tables;
  }

  @Override
  public void init(ProcessorContext<String, Object> processorContext) {
    context = processorContext;
    states = processorContext.getStateStore(RowsTopology.STATE_STORE);
  }

  @Override
  public void process(Record<String, Truncate> record) {
    Truncate truncate = record.value();
    if (truncate == null || !tables.containsKey(truncate.getTable())) {
      return;
    }
    String table = truncate.getTable();
    KeyValueStore<String, RowState> store =
        java.util.Objects.requireNonNull(states, "init comes first");
    try (KeyValueIterator<String, RowState> rows =
        store.range(StateKey.first(table), StateKey.last(table))) {
      while (rows.hasNext()) {
        KeyValue<String, RowState> entry = rows.next();
        if (entry.value.row() != null && entry.value.isBefore(truncate.getPosition())) {
          delete(record, store, entry.key, truncate.getPosition());
        }
      }
    }
  }

  private void delete(
      Record<String, Truncate> record,
      KeyValueStore<String, RowState> store,
      String stateKey,
      SourcePosition position) {
    String table = record.value().getTable();
    store.put(stateKey, RowState.deleted(position));
    String key = StateKey.rowKey(table, stateKey);
    ProcessorContext<String, Object> output =
        java.util.Objects.requireNonNull(context, "init comes first");
    output.forward(
        record.withKey(key).withValue((Row) null),
        RowsTopology.rowsSink(java.util.Objects.requireNonNull(tables.get(table))));
    output.forward(record.withKey(key).withValue(new RowNews.Gone(table)), RowsTopology.REREADS);
  }
}
