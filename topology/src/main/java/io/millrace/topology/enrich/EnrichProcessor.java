package io.millrace.topology.enrich;

import static java.util.Objects.requireNonNull;

import io.millrace.schemas.EnrichedRow;
import io.millrace.schemas.Row;
import io.millrace.topology.PipelineMetrics;
import io.millrace.topology.ReplayHeader;
import io.millrace.topology.StatusReporter;
import io.millrace.topology.task.TaskRunner;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
  private final PipelineMetrics metrics;
  private final ModelDesk models;
  private final List<String> columns;
  private final WorkMerge merge;
  private final TakingOver takingOver;
  private final AdoptedResults adopted;
  private @Nullable State state;

  /** What a partition has once its stores are there. */
  private record State(
      ProcessorContext<String, SpecificRecord> context,
      WorkTable work,
      RowOutput output,
      OpenRows rows,
      RowIntake intake,
      AnswerDesk answers,
      StatusReporter reporter) {}

  EnrichProcessor(
      EnrichedTable table,
      EnrichTopology.Names names,
      EnrichSettings settings,
      List<TaskRunner> runners,
      Optional<OwnerGeneration> owner,
      PipelineMetrics metrics) {
    this.table = table;
    this.names = names;
    this.settings = settings;
    this.metrics = metrics;
    this.models = new ModelDesk(runners);
    this.columns = runners.stream().map(runner -> runner.definition().column()).toList();
    Optional<Set<String>> shared = owner.map(other -> other.shared(table));
    this.merge = new WorkMerge(settings, shared);
    this.takingOver = new TakingOver(new OwnerResults(shared.orElse(Set.of())), metrics);
    this.adopted = new AdoptedResults(table, names.generation(), metrics);
  }

  @Override
  public void init(ProcessorContext<String, SpecificRecord> context) {
    models.forget();
    takingOver.init(context, names.ownerStore());
    RowOutput output = new RowOutput(table, names, context, metrics);
    WorkTable work =
        new WorkTable(context.getStateStore(names.workStore()), names.rowsTopic(), columns);
    OpenRows rows = new OpenRows(work, output, merge);
    RowPlanner planner = new RowPlanner(table.tasks());
    state =
        new State(
            context,
            work,
            output,
            rows,
            new RowIntake(planner, takingOver, merge, metrics, work, output, rows),
            new AnswerDesk(models, work, output, rows),
            new StatusReporter(
                EnrichTopology.STAGE, table.name(), context.taskId().partition(), output::status));
    context.schedule(settings.tick(), PunctuationType.WALL_CLOCK_TIME, this::tick);
  }

  @Override
  public void process(Record<String, SpecificRecord> record) {
    State own = state();
    long now = own.context().currentSystemTimeMs();
    String topic = own.context().recordMetadata().map(RecordMetadata::topic).orElse("");
    if (topic.isEmpty() || topic.equals(names.rowsTopic())) {
      row(own, record, now);
    } else if (record.value() instanceof EnrichedRow told) { // tombstones say what rows say too
      if (topic.equals(names.adoptedTopic())) {
        adopted.take(told, own.work(), own.rows(), own.output(), now);
      } else {
        own.intake().takeOver(record.key(), told, now);
      }
    }
    own.reporter().report(own.work().open(), now);
  }

  private void row(State own, Record<String, SpecificRecord> record, long now) {
    if (record.value() instanceof Row row) {
      long offset = own.context().recordMetadata().map(RecordMetadata::offset).orElse(0L);
      own.intake()
          .accept(
              row,
              ReplayHeader.get(record.headers(), names.generation()).orElse(null),
              offset,
              now);
    } else {
      own.intake().delete(record.key());
    }
    models.withdraw(record.key(), own.work()::get);
  }

  private void tick(long now) {
    State own = state();
    own.rows().dropOtherTasks(columns, now);
    own.answers().settle(now);
    own.rows().emitDue(now);
    for (WorkTable.Assignment assignment : own.work().handOut(settings.inFlight(), now)) {
      models.request(assignment, own.output()::memory);
    }
    own.reporter().report(own.work().open(), now);
  }

  private State state() {
    return requireNonNull(state, "init comes first");
  }
}
