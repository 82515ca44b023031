package io.millrace.topology.enrich;

import io.millrace.inference.Embedding;
import io.millrace.inference.ModelOutcome;
import io.millrace.inference.ModelOutcome.Rejected;
import io.millrace.schemas.Failure;
import io.millrace.schemas.FailureStage;
import io.millrace.schemas.Features;
import io.millrace.schemas.Row;
import io.millrace.schemas.WorkStatus;
import io.millrace.schemas.store.RowMemory;
import io.millrace.schemas.store.RowWork;
import io.millrace.schemas.store.WorkItem;
import io.millrace.schemas.store.WorkState;
import io.millrace.topology.PipelineMetrics;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** The memory of a partition and everything that leaves it; single-threaded. */
final class RowOutput {
  private final EnrichedTable table;
  private final EnrichTopology.Names names;
  private final ProcessorContext<String, SpecificRecord> context;
  private final KeyValueStore<String, RowMemory> memories;
  private final PipelineMetrics metrics;
  private final RowEmitter emitter;
  private final Optional<FeatureBuilder> featureBuilder;

  RowOutput(
      EnrichedTable table,
      EnrichTopology.Names names,
      ProcessorContext<String, SpecificRecord> context,
      PipelineMetrics metrics) {
    this.table = table;
    this.names = names;
    this.context = context;
    this.metrics = metrics;
    this.memories = context.getStateStore(names.memoryStore());
    this.emitter = new RowEmitter(table.name(), names.generation(), table.tasks());
    this.featureBuilder = table.featureBuilder();
  }

  @Nullable RowMemory memory(String key) {
    return memories.get(key);
  }

  /**
   * Emits what is answered, and remembers it in the same transaction: a memory that survived the
   * loss of its record would leave the row wrong for ever.
   */
  void emit(RowWork work, @Nullable RowMemory before) {
    List<WorkItem> answered =
        work.getItems().stream().filter(item -> item.getState() != WorkState.OPEN).toList();
    boolean isNews = !answered.isEmpty() || (work.getReasserted() && before != null);
    if (!isNews) {
      features(work.getRow(), before);
      return;
    }
    RowMemory after =
        emitter.emit(work.getRow(), before, answered, work.getReasserted(), work.getCausedAt());
    forward(work.getRow().getKey(), after.getEnriched(), names.enrichedSink());
    memories.put(work.getRow().getKey(), withFeatures(work.getRow(), after));
  }

  /** Emits features where columns of the host changed. */
  @SuppressWarnings("ReferenceEquality") // the very same memory means that nothing changed
  void features(Row row, @Nullable RowMemory memory) {
    if (memory != null) {
      RowMemory after = withFeatures(row, memory);
      if (after != memory) {
        memories.put(row.getKey(), after);
      }
    }
  }

  /** Emits the row's features if they changed; what is returned is then another memory. */
  private RowMemory withFeatures(Row row, RowMemory memory) {
    Features before = memory.getFeatures();
    Optional<Features> after =
        featureBuilder.flatMap(builder -> builder.build(row, memory, before));
    if (after.isEmpty() || isSame(before, after.get())) {
      return memory;
    }
    forward(row.getKey(), after.get(), names.featuresSink());
    return RowMemory.newBuilder(memory).setFeatures(after.get()).build();
  }

  private static boolean isSame(@Nullable Features before, Features after) {
    return before != null
        && Features.newBuilder(before).setCausedAt(after.getCausedAt()).build().equals(after);
  }

  /** Forgets a deleted row and says so downstream, if anything was ever said of it. */
  void delete(String key) {
    RowMemory memory = memories.delete(key);
    if (memory != null) {
      forward(key, null, names.enrichedSink());
      if (memory.getFeatures() != null) {
        forward(key, null, names.featuresSink());
      }
    }
  }

  /** Reports work that the model refused for good; without its text (invariant 9). */
  void failure(String key, WorkItem item, ModelOutcome<Embedding> outcome, long now) {
    if (!(outcome instanceof Rejected<Embedding> rejected)) {
      return;
    }
    metrics.failed(rejected.reason());
    Failure failure =
        Failure.newBuilder()
            .setTable(table.name())
            .setKey(key)
            .setColumn(item.getColumn())
            .setGeneration(names.generation())
            .setInputHash(item.getInputHash())
            .setTaskVersion(version(item))
            .setStage(FailureStage.MODEL)
            .setReason(rejected.reason())
            .setDetail(rejected.detail())
            .setAttempts(item.getAttempts())
            .setFirstAt(item.getFirstAttemptAt())
            .setLastAt(now)
            .build();
    forward(
        table.name() + "/" + key + "/" + item.getColumn(), failure, EnrichTopology.FAILURES_SINK);
  }

  void status(String key, WorkStatus status) {
    forward(key, status, EnrichTopology.STATUS_SINK);
  }

  private String version(WorkItem item) {
    return table.tasks().stream()
        .filter(task -> task.column().equals(item.getColumn()))
        .map(TaskDefinition::version)
        .findFirst()
        .orElse("");
  }

  private void forward(String key, @Nullable SpecificRecord value, String child) {
    context.forward(new Record<>(key, value, context.currentSystemTimeMs()), child);
  }
}
