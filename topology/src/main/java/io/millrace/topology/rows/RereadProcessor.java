package io.millrace.topology.rows;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.partitioningBy;
import static java.util.stream.Collectors.toList;

import io.millrace.schemas.ReplayOrder;
import io.millrace.schemas.Reread;
import io.millrace.schemas.RereadReason;
import io.millrace.schemas.Row;
import io.millrace.schemas.RowOperation;
import io.millrace.schemas.store.OpenReread;
import io.millrace.topology.PipelineMetrics;
import io.millrace.topology.RowFailures;
import io.millrace.topology.StatusReporter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Has rows read again until they were: those of which a text is not known by themselves (invariant
 * 6), others because somebody asked. Takes {@link RowNews} and {@link Reread}s, whose key is the
 * row's; single-threaded, as the engine runs processors.
 */
final class RereadProcessor implements Processor<String, Object, String, Object> {
  private static final Duration TICK = Duration.ofMillis(250);

  private final Map<String, CapturedTable> tables;
  private final RereadSignal signal;
  private final String signalKey;
  private final PipelineMetrics metrics;
  private @Nullable ProcessorContext<String, Object> context;
  private @Nullable KeyValueStore<String, RowState> states;
  private @Nullable RereadTable rereads;
  private @Nullable RereadBook book;
  private @Nullable StatusReporter reporter;

  /**
   * @param tables captured tables by name
   * @param signalKey key of the records that carry signals
   */
  RereadProcessor(
      Map<String, CapturedTable> tables,
      RereadSignal signal,
      String signalKey,
      PipelineMetrics metrics) {
    this.tables = Map.copyOf(tables);
    this.signal = signal;
    this.signalKey = signalKey;
    this.metrics = metrics;
  }

  @Override
  public void init(ProcessorContext<String, Object> processorContext) {
    context = processorContext;
    states = processorContext.getStateStore(RowsTopology.STATE_STORE);
    rereads = new RereadTable(processorContext.getStateStore(RowsTopology.REREADS_STORE));
    book = new RereadBook(rereads, new Witnesses(requireNonNull(states)));
    reporter =
        new StatusReporter(
            RowsTopology.STAGE,
            "",
            processorContext.taskId().partition(),
            (key, status) -> forward(key, status, RowsTopology.STATUS_SINK));
    processorContext.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, this::tick);
  }

  @Override
  public void process(Record<String, Object> record) {
    long now = context().currentSystemTimeMs();
    if (record.value() instanceof Reread request) {
      request(request, now);
    } else if (record.value() instanceof RowNews.Seen seen) {
      see(StateKey.of(seen.table(), record.key()), seen, now);
    } else if (record.value() instanceof RowNews.Gone gone) {
      book().gone(StateKey.of(gone.table(), record.key()));
    }
    report(now);
  }

  private void request(Reread request, long now) {
    if (request.getReason() == RereadReason.REPLAY) {
      replay(request);
    } else {
      ask(request, now);
    }
  }

  /** A row that is not known (any more) needs nothing: its next event brings all of it. */
  private void replay(Reread request) {
    CapturedTable table = tables.get(request.getTable());
    ReplayOrder order = request.getReplay();
    RowState state =
        requireNonNull(states, "init comes first")
            .get(StateKey.of(request.getTable(), request.getKey()));
    if (table != null && order != null && state != null && state.row() != null) {
      context()
          .forward(
              ReplayedRow.of(
                  state.row(), order, request.getAskedAt(), context().currentSystemTimeMs()),
              RowsTopology.rowsSink(table));
    }
  }

  /** Its turn is after that of rows of which a text is not known. */
  private void ask(Reread request, long now) {
    String stateKey = StateKey.of(request.getTable(), request.getKey());
    // Not of a plan that captured another table.
    if (tables.containsKey(request.getTable()) && !isSettled(stateKey, request.getReason())) {
      book().ask(stateKey, open(request.getReason(), request.getAskedAt(), now));
    }
  }

  /**
   * Whether the deletion overtook the request; if the row comes back, its creation writes all
   * again. Of a row that is not known nothing is to be forgotten.
   */
  private boolean isSettled(String stateKey, RereadReason reason) {
    RowState state = requireNonNull(states, "init comes first").get(stateKey);
    return state == null ? reason == RereadReason.GONE : state.row() == null;
  }

  private void see(String stateKey, RowNews.Seen seen, long now) {
    Row row = seen.row();
    if (seen.isReread()) {
      clear(stateKey, book().answer(stateKey, now));
    } else if (!row.getUnresolved().isEmpty()) {
      book().unresolved(stateKey, open(RereadReason.UNRESOLVED, row.getCommittedAt(), 0));
    } else if (row.getOperation() != RowOperation.SNAPSHOT) {
      book().resolved(stateKey);
    }
  }

  /** The row goes on as it is now, whatever was wrong with an event of it. */
  private void clear(String stateKey, @Nullable OpenReread answered) {
    if (answered != null && answered.getReason() != RereadReason.UNRESOLVED) {
      forward(failureKey(stateKey), null, RowsTopology.FAILURES);
    }
  }

  private OpenReread open(RereadReason reason, long askedAt, long notBefore) {
    RecordMetadata from = context().recordMetadata().orElseThrow();
    return new OpenReread(reason, askedAt, from.topic(), from.offset(), 0, notBefore);
  }

  private void tick(long now) {
    RereadBatch batch = book().next(now);
    if (!batch.rows().isEmpty()) {
      CapturedTable table = tables.get(StateKey.table(batch.rows().get(0)));
      if (table == null) {
        batch.rows().forEach(book()::gone); // the plan does not capture it any more
      } else {
        send(table, batch);
      }
    }
    book().takeGivenUp().forEach(row -> giveUp(row, now));
    report(now);
  }

  private void giveUp(RereadBook.GivenUp row, long now) {
    if (row.isWanted()) {
      fail(row, now);
    } else if (row.isToBeForgotten()) {
      forget(row.stateKey());
    }
  }

  /** As a deletion does that was captured. Should the row be read after all, it comes back. */
  private void forget(String stateKey) {
    RowState state = requireNonNull(states, "init comes first").get(stateKey);
    CapturedTable table = tables.get(StateKey.table(stateKey));
    if (state != null && state.row() != null && table != null) {
      states.put(stateKey, RowState.deleted(state.position()));
      forward(StateKey.rowKey(table.name(), stateKey), null, RowsTopology.rowsSink(table));
    }
  }

  private void send(CapturedTable table, RereadBatch batch) {
    Map<Boolean, List<String>> keys =
        Stream.concat(batch.rows().stream(), batch.witnesses().stream())
            .collect(
                partitioningBy(
                    stateKey -> requireNonNull(states).get(stateKey) != null,
                    mapping(stateKey -> StateKey.rowKey(table.name(), stateKey), toList())));
    forward(
        signalKey,
        signal.of(table, keys.getOrDefault(true, List.of()), keys.getOrDefault(false, List.of())),
        RowsTopology.SIGNALS_SINK);
  }

  private void fail(RereadBook.GivenUp row, long now) {
    String table = StateKey.table(row.stateKey());
    metrics.failed(RowFailures.NOT_FOUND);
    forward(
        failureKey(row.stateKey()),
        RowFailures.notFound(
            table,
            StateKey.rowKey(table, row.stateKey()),
            row.misses(),
            row.reread().getAskedAt(),
            now),
        RowsTopology.FAILURES);
  }

  private static String failureKey(String stateKey) {
    String table = StateKey.table(stateKey);
    return RowFailures.key(table, StateKey.rowKey(table, stateKey));
  }

  private void report(long now) {
    requireNonNull(reporter, "init comes first")
        .report(requireNonNull(rereads, "init comes first").open(), now);
  }

  private void forward(String key, @Nullable Object value, String child) {
    context().forward(new Record<>(key, value, context().currentSystemTimeMs()), child);
  }

  private ProcessorContext<String, Object> context() {
    return requireNonNull(context, "init comes first");
  }

  private RereadBook book() {
    return requireNonNull(book, "init comes first");
  }
}
