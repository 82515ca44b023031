package io.millrace.topology.enrich;

import static java.util.Objects.requireNonNull;

import io.millrace.inference.ModelOutcome.Rejected;
import io.millrace.schemas.EnrichedRow;
import io.millrace.schemas.ReplayOrder;
import io.millrace.schemas.Row;
import io.millrace.schemas.store.RowMemory;
import io.millrace.schemas.store.RowWork;
import io.millrace.schemas.store.WorkItem;
import io.millrace.schemas.store.WorkState;
import io.millrace.topology.PipelineMetrics;
import io.millrace.topology.ReplayHeader;
import io.millrace.topology.StatusReporter;
import io.millrace.topology.task.TaskRunner;
import io.millrace.topology.task.TaskValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Takes in rows, has models compute what changed, and emits each row's results together.
 *
 * <p>The model is never called on the stream thread: a punctuator hands work out and drains what
 * came back. All state changes happen on the stream thread, in its transaction.
 */
final class EnrichProcessor implements Processor<String, SpecificRecord, String, SpecificRecord> {
  private final EnrichedTable table;
  private final EnrichTopology.Names names;
  private final EnrichSettings settings;
  private final ModelDesk desk;
  private final PipelineMetrics metrics;
  private final List<String> columns;
  private final RowPlanner planner;
  private final TakingOver takingOver;
  private final WorkMerge merge;
  private @Nullable RowOutput output;
  private @Nullable WorkTable work;
  private @Nullable StatusReporter reporter;
  private @Nullable ProcessorContext<String, SpecificRecord> context;

  EnrichProcessor(
      EnrichedTable table,
      EnrichTopology.Names names,
      EnrichSettings settings,
      List<TaskRunner> runners,
      OwnerResults owner,
      PipelineMetrics metrics) {
    this.table = table;
    this.names = names;
    this.settings = settings;
    this.metrics = metrics;
    this.desk = new ModelDesk(runners);
    this.columns = runners.stream().map(runner -> runner.definition().column()).toList();
    this.planner = new RowPlanner(table.tasks());
    this.takingOver = new TakingOver(owner, metrics);
    this.merge = new WorkMerge(settings);
  }

  @Override
  public void init(ProcessorContext<String, SpecificRecord> processorContext) {
    context = processorContext;
    desk.forget();
    takingOver.init(processorContext, names.ownerStore());
    output = new RowOutput(table, names, processorContext, metrics);
    work =
        new WorkTable(
            processorContext.getStateStore(names.workStore()), names.rowsTopic(), columns);
    reporter =
        new StatusReporter(
            EnrichTopology.STAGE,
            table.name(),
            processorContext.taskId().partition(),
            output()::status);
    processorContext.schedule(settings.tick(), PunctuationType.WALL_CLOCK_TIME, this::tick);
  }

  @Override
  public void process(Record<String, SpecificRecord> record) {
    long now = context().currentSystemTimeMs();
    if (isOfRows()) {
      row(
          record.key(),
          (Row) record.value(),
          ReplayHeader.get(record.headers(), names.generation()).orElse(null),
          now);
    } else if (record.value() instanceof EnrichedRow answered) {
      takeOver(record.key(), answered, now);
    }
    reporter().report(work().open(), now);
  }

  /** The other topic is that of the owner, whose tombstones say nothing that rows do not say. */
  private boolean isOfRows() {
    return context()
        .recordMetadata()
        .filter(origin -> !origin.topic().equals(names.rowsTopic()))
        .isEmpty();
  }

  private void row(String key, @Nullable Row row, @Nullable ReplayOrder order, long now) {
    if (row == null) {
      takingOver.forget(key);
      output().delete(key, work().get(key));
      work().remove(key);
    } else {
      accept(key, row, order, now);
    }
  }

  private void takeOver(String key, EnrichedRow row, long now) {
    RowWork before = work().get(key);
    List<WorkItem> waiting = before == null ? List.of() : before.getItems();
    List<WorkItem> items = takingOver.answered(waiting, row);
    if (before != null && !items.equals(waiting)) {
      put(key, before, items, now);
    } else if (output().memory(key) == null) {
      takingOver.keep(key, row);
    }
  }

  private void accept(String key, Row row, @Nullable ReplayOrder order, long now) {
    RowMemory memory = output().memory(key);
    RowWork before = work().get(key);
    RowPlanner.Needs needs = planner.plan(row, Wish.of(row, order), memory, before, now);
    needs.skips().forEach(metrics::skipped);
    if (memory != null && !needs.outdated().isEmpty()) {
      memory = output().withoutFailures(key, memory, needs.outdated());
    }
    dropSuperseded(key, before, needs.items());
    WorkMerge.News news =
        new WorkMerge.News(row, offset(), needs.isReturned(), order != null, needs.items());
    RowWork after =
        merge.merge(
            news, before, (items, isBacklog) -> takingOver.of(key, items, isBacklog, now), now);
    if (Items.isAllAnswered(after.getItems())) {
      emit(key, after, memory);
    } else {
      work().put(key, after);
      output().features(row, memory);
    }
  }

  /** A failure that is listed already, but of an input that is there no more. */
  private void dropSuperseded(String key, @Nullable RowWork before, List<WorkItem> items) {
    if (before != null) {
      List<WorkItem> superseded = new ArrayList<>(before.getItems());
      superseded.removeAll(items);
      output().failures().remove(key, FailureList.failed(superseded));
    }
  }

  private long offset() {
    return context().recordMetadata().map(RecordMetadata::offset).orElse(0L);
  }

  private void tick(long now) {
    work().takeOutdated().forEach(key -> dropOtherTasks(key, now));
    Map<String, List<Completion>> answers = new LinkedHashMap<>();
    for (Completion completion : desk.drain()) {
      work().answered(completion);
      answers.computeIfAbsent(completion.key(), key -> new ArrayList<>()).add(completion);
    }
    answers.forEach((key, completions) -> settle(key, completions, now));
    for (String key : work().due(now)) {
      emit(key, requireNonNull(work().get(key)), output().memory(key));
    }
    for (WorkTable.Assignment assignment : work().handOut(settings.inFlight(), now)) {
      desk.request(assignment, output()::memory);
    }
    reporter().report(work().open(), now);
  }

  /** What a task has left undone that is in the plan no more is not to be done. */
  private void dropOtherTasks(String key, long now) {
    RowWork before = work().get(key);
    if (before == null) {
      return; // the row was deleted meanwhile
    }
    List<WorkItem> items =
        before.getItems().stream().filter(item -> columns.contains(item.getColumn())).toList();
    put(key, before, items, now);
  }

  private void settle(String key, List<Completion> completions, long now) {
    RowWork before = work().get(key);
    if (before == null) {
      return; // the row was deleted, or all its inputs were edited back to what is stored
    }
    List<WorkItem> items = new ArrayList<>(before.getItems());
    for (Completion completion : completions) {
      items.replaceAll(
          item ->
              ModelDesk.isAnsweredBy(item, completion) ? answer(key, item, completion, now) : item);
    }
    put(key, before, items, now);
  }

  private void put(String key, RowWork before, List<WorkItem> items, long now) {
    RowWork after =
        Items.with(
            before, items, merge.deadline(items, before.getBacklog(), before.getEmitBy(), now));
    if (Items.isAllAnswered(items)) {
      emit(key, after, output().memory(key));
    } else {
      work().put(key, after);
    }
  }

  private WorkItem answer(String key, WorkItem item, Completion completion, long now) {
    WorkItem answered = desk.answer(item, completion.outcome(), now);
    if (completion.outcome() instanceof Rejected<TaskValue> rejected) {
      output().failures().add(key, answered, rejected, now);
    }
    return answered;
  }

  /** Emits what is answered; what is still open stays. */
  private void emit(String key, RowWork row, @Nullable RowMemory memory) {
    output().emit(row, memory);
    List<WorkItem> open =
        row.getItems().stream().filter(item -> item.getState() == WorkState.OPEN).toList();
    if (open.isEmpty()) {
      work().remove(key);
    } else {
      work()
          .put(
              key,
              RowWork.newBuilder(row).setItems(open).setEmitBy(0).setReasserted(false).build());
    }
  }

  private WorkTable work() {
    return requireNonNull(work, "init comes first");
  }

  private RowOutput output() {
    return requireNonNull(output, "init comes first");
  }

  private StatusReporter reporter() {
    return requireNonNull(reporter, "init comes first");
  }

  private ProcessorContext<String, SpecificRecord> context() {
    return requireNonNull(context, "init comes first");
  }
}
