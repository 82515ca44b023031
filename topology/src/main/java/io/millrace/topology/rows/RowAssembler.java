package io.millrace.topology.rows;

import io.millrace.schemas.Failure;
import io.millrace.schemas.Row;
import io.millrace.schemas.Truncate;
import io.millrace.schemas.store.OpenReread;
import io.millrace.topology.PipelineMetrics;
import io.millrace.topology.RowFailures;
import java.util.Optional;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Assembles the rows of one table; single-threaded, as the engine runs processors. */
final class RowAssembler implements Processor<String, GenericRecord, String, Object> {
  private final CapturedTable table;
  private final ChangeEventReader reader;
  private final PipelineMetrics metrics;
  private @Nullable ProcessorContext<String, Object> context;
  private @Nullable KeyValueStore<String, RowState> states;
  private @Nullable KeyValueStore<String, OpenReread> rereads;

  RowAssembler(CapturedTable table, ChangeEventReader reader, PipelineMetrics metrics) {
    this.table = table;
    this.reader = reader;
    this.metrics = metrics;
  }

  @Override
  public void init(ProcessorContext<String, Object> processorContext) {
    context = processorContext;
    states = processorContext.getStateStore(RowsTopology.STATE_STORE);
    rereads = processorContext.getStateStore(RowsTopology.REREADS_STORE);
  }

  @Override
  public void process(Record<String, GenericRecord> record) {
    if (record.value() == null) {
      return; // Debezium's tombstone: the delete event before it said all there is to say
    }
    try {
      Optional<ChangeEvent> event = reader.read(record.value());
      event.ifPresent(change -> apply(record, change));
    } catch (UnreadableEventException e) {
      fail(record, e.getMessage());
    }
  }

  private void apply(Record<String, GenericRecord> record, ChangeEvent event) {
    if (event instanceof ChangeEvent.Emptied emptied) {
      Truncate truncate =
          new Truncate(table.name(), emptied.position(), emptied.committedAt(), null);
      forward(record.withKey((String) null).withValue(truncate), RowsTopology.TRUNCATES_SINK);
      return;
    }
    if (record.key() == null) {
      fail(record, "the event has no key; the table needs a primary key of one column");
      return;
    }
    applyToRow(record, event);
  }

  private void applyToRow(Record<String, GenericRecord> record, ChangeEvent event) {
    String stateKey = StateKey.of(table, record.key());
    RowState stored = store().get(stateKey);
    if (event instanceof ChangeEvent.Upsert upsert) {
      if (upsert.ours()) {
        metrics.feedbackEvent();
      }
      ChangeEvent.Upsert placed =
          upsert.isReread() ? Rereads.place(stored, upsert, request(stateKey)) : upsert;
      carryOut(record, RowHistory.upsert(table, record.key(), stored, placed), upsert.isReread());
    } else {
      carryOut(record, RowHistory.delete(stored, (ChangeEvent.Delete) event), false);
    }
  }

  private @Nullable OpenReread request(String stateKey) {
    return java.util.Objects.requireNonNull(rereads, "init comes first").get(stateKey);
  }

  private void carryOut(
      Record<String, GenericRecord> record, RowHistory.Step step, boolean isReread) {
    String stateKey = StateKey.of(table, record.key());
    if (step instanceof RowHistory.Step.Changed changed) {
      Row row = changed.row();
      store().put(stateKey, new RowState(row.getPosition(), row));
      forward(record.withValue(row), RowsTopology.rowsSink(table));
      forward(record.withValue(new RowNews.Seen(row, isReread)), RowsTopology.REREADS);
    } else if (step instanceof RowHistory.Step.Gone gone) {
      store().put(stateKey, gone.state());
      forward(record.withValue((Row) null), RowsTopology.rowsSink(table));
      forward(record.withValue(new RowNews.Gone(table.name())), RowsTopology.REREADS);
    } else if (step instanceof RowHistory.Step.Nothing nothing) {
      metrics.skipped(nothing.reason(), 1);
    }
  }

  private void fail(Record<String, GenericRecord> record, @Nullable String detail) {
    String key = record.key() == null ? "" : record.key();
    Failure failure =
        RowFailures.unreadable(
            table.name(),
            key,
            detail == null ? "the event cannot be read" : detail,
            record.timestamp());
    metrics.failed(RowFailures.UNREADABLE);
    forward(
        record.withKey(RowFailures.key(table.name(), key)).withValue(failure),
        RowsTopology.FAILURES);
  }

  private void forward(Record<String, ?> record, String child) {
    java.util.Objects.requireNonNull(context, "init comes first").forward(record, child);
  }

  private KeyValueStore<String, RowState> store() {
    return java.util.Objects.requireNonNull(states, "init comes first");
  }
}
