package io.millrace.topology.enrich;

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
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** The memory of a partition and everything that leaves it; single-threaded. */
final class RowOutput {
  private final EnrichTopology.Names names;
  private final ProcessorContext<String, SpecificRecord> context;
  private final KeyValueStore<String, RowMemory> memories;
  private final FailureList failures;
  private final RowEmitter emitter;
  private final Optional<FeatureBuilder> featureBuilder;

  RowOutput(
      EnrichedTable table,
      EnrichTopology.Names names,
      ProcessorContext<String, SpecificRecord> context,
      PipelineMetrics metrics) {
    this.names = names;
    this.context = context;
    this.failures =
        new FailureList(
            table,
            names.generation(),
            metrics,
            (key, failure) -> forward(key, failure, EnrichTopology.FAILURES_SINK));
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
    Set<String> succeeded = FailureList.columns(before, null);
    succeeded.removeAll(FailureList.columns(after, null));
    failures.remove(work.getRow().getKey(), succeeded);
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

  /**
   * Forgets a deleted row and says so downstream, if anything was ever said of it.
   *
   * @param work the row's unfinished work
   */
  void delete(String key, @Nullable RowWork work) {
    RowMemory memory = memories.delete(key);
    failures.remove(key, FailureList.columns(memory, work));
    if (memory != null) {
      forward(key, null, names.enrichedSink());
      if (memory.getFeatures() != null) {
        forward(key, null, names.featuresSink());
      }
    }
  }

  FailureList failures() {
    return failures;
  }

  /** Remembers what was never emitted. */
  void remember(String key, RowMemory memory) {
    memories.put(key, memory);
  }

  /** Remembers no more that these tasks failed. */
  RowMemory withoutFailures(String key, RowMemory memory, List<String> columns) {
    RowMemory after =
        RowMemory.newBuilder(memory)
            .setFailed(
                memory.getFailed().stream()
                    .filter(failed -> !columns.contains(failed.getColumn()))
                    .toList())
            .build();
    memories.put(key, after);
    failures.remove(key, columns);
    return after;
  }

  void status(String key, WorkStatus status) {
    forward(key, status, EnrichTopology.STATUS_SINK);
  }

  private void forward(String key, @Nullable SpecificRecord value, String child) {
    context.forward(new Record<>(key, value, context.currentSystemTimeMs()), child);
  }
}
