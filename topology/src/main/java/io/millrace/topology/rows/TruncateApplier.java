package io.millrace.topology.rows;

import static java.util.Objects.requireNonNull;

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
 * Deletes the rows of a truncated table in this partition, some at a time: what is done with one
 * record is one transaction, which must not outlast its time-out. A partition that is not through
 * tells itself where to go on, by a record in the topic of truncates; {@code wait} waits for that
 * topic to be read.
 *
 * <p>The truncate took another way than the rows' own events, so rows that were inserted after it
 * may be here already: only what stands before the truncate is deleted.
 */
final class TruncateApplier implements Processor<String, Truncate, String, Object> {
  /** Rows, deleted ones among them, that are looked at in one go. */
  static final int ROWS_AT_ONCE = 1_000;

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
    String first =
        truncate.getResumeFrom() == null ? StateKey.first(table) : truncate.getResumeFrom();
    KeyValueStore<String, RowState> store = requireNonNull(states, "init comes first");
    try (KeyValueIterator<String, RowState> rows = store.range(first, StateKey.last(table))) {
      for (int looked = 0; looked < ROWS_AT_ONCE && rows.hasNext(); looked++) {
        KeyValue<String, RowState> entry = rows.next();
        if (entry.value.row() != null && entry.value.isBefore(truncate.getPosition())) {
          delete(record, store, entry.key, truncate.getPosition());
        }
      }
      if (rows.hasNext()) {
        goOn(record, rows.peekNextKey());
      }
    }
  }

  private void goOn(Record<String, Truncate> record, String stateKey) {
    ProcessorContext<String, Object> output = requireNonNull(context, "init comes first");
    output.forward(
        record
            .withKey(String.valueOf(output.taskId().partition()))
            .withValue(Truncate.newBuilder(record.value()).setResumeFrom(stateKey).build()),
        RowsTopology.TRUNCATE_REST_SINK);
  }

  private void delete(
      Record<String, Truncate> record,
      KeyValueStore<String, RowState> store,
      String stateKey,
      SourcePosition position) {
    String table = record.value().getTable();
    store.put(stateKey, RowState.deleted(position));
    String key = StateKey.rowKey(table, stateKey);
    ProcessorContext<String, Object> output = requireNonNull(context, "init comes first");
    output.forward(
        record.withKey(key).withValue((Row) null),
        RowsTopology.rowsSink(requireNonNull(tables.get(table))));
    output.forward(record.withKey(key).withValue(new RowNews.Gone(table)), RowsTopology.REREADS);
  }
}
