package io.millrace.topology.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.inference.ModelOutcome;
import io.millrace.inference.Provenance;
import io.millrace.schemas.EnrichedRow;
import io.millrace.schemas.Row;
import io.millrace.schemas.RowColumn;
import io.millrace.schemas.RowOperation;
import io.millrace.schemas.SourcePosition;
import io.millrace.schemas.TaskResult;
import io.millrace.schemas.serde.StoreSerde;
import io.millrace.schemas.store.RowMemory;
import io.millrace.schemas.store.RowWork;
import io.millrace.schemas.store.WorkItem;
import io.millrace.schemas.store.WorkState;
import io.millrace.topology.PipelineMetrics;
import io.millrace.topology.task.TaskDefinition;
import io.millrace.topology.task.TaskInput;
import io.millrace.topology.task.TaskRunner;
import io.millrace.topology.task.TaskValue;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

class EnrichProcessorTest {
  private static final EnrichTopology.Names NAMES =
      new EnrichTopology.Names(
          "profiles", 1, "millrace.rows.profiles", "millrace.adopted.g1.profiles");
  private static final TaskDefinition TASK =
      new TaskDefinition("labels", List.of("text"), "version", "test/model", "[]");

  private final MockProcessorContext<String, SpecificRecord> context = new MockProcessorContext<>();
  private final KeyValueStore<String, RowWork> work =
      store(NAMES.workStore(), new StoreSerde<>(RowWork.getClassSchema()));

  EnrichProcessorTest() {
    store(NAMES.memoryStore(), new StoreSerde<RowMemory>(RowMemory.getClassSchema()));
  }

  /** The state of a process whose plan had one task more. */
  @Test
  void shouldDoTheRestOfTheWork_whenATaskHasLeftThePlan() {
    work.put("p1", work(item("labels"), item("no_longer_there")));
    EnrichProcessor processor = processor();

    processor.init(context);
    tick();
    tick();

    assertThat(context.forwarded())
        .filteredOn(captured -> captured.record().value() instanceof EnrichedRow)
        .singleElement()
        .satisfies(
            captured ->
                assertThat(((EnrichedRow) captured.record().value()).getResults())
                    .extracting(TaskResult::getColumn)
                    .containsExactly("labels"));
    assertThat(work.get("p1")).isNull();
  }

  @Test
  void shouldForgetWork_whenAllOfItIsOfTasksThatHaveLeftThePlan() {
    work.put("p1", work(item("no_longer_there")));
    EnrichProcessor processor = processor();

    processor.init(context);
    tick();

    assertThat(work.get("p1")).isNull();
  }

  @Test
  void shouldForgetABoundedNumberInATick_whenMuchIsOfTasksThatHaveLeftThePlan() {
    int rows = 2 * OpenRows.ROWS_PER_TICK;
    for (int row = 0; row < rows; row++) {
      work.put("p" + row, work(item("no_longer_there")));
    }
    EnrichProcessor processor = processor();

    processor.init(context);
    tick();
    assertThat(left()).isEqualTo(rows - OpenRows.ROWS_PER_TICK);

    tick();
    assertThat(left()).isZero();
  }

  private int left() {
    int left = 0;
    try (var rows = work.all()) {
      for (; rows.hasNext(); rows.next()) {
        left++;
      }
    }
    return left;
  }

  private EnrichProcessor processor() {
    return new EnrichProcessor(
        new EnrichedTable("profiles", List.of(TASK), Optional.empty()),
        NAMES,
        EnrichSettings.defaults(),
        List.of(new Immediate()),
        Optional.empty(),
        PipelineMetrics.none());
  }

  private void tick() {
    context.setCurrentSystemTimeMs(1_000);
    context.scheduledPunctuators().get(0).getPunctuator().punctuate(1_000);
  }

  private static WorkItem item(String column) {
    return new WorkItem(column, "hash", WorkState.OPEN, 0, 0L, 0L, false, null);
  }

  private static RowWork work(WorkItem... items) {
    Row row =
        new Row(
            "profiles",
            "p1",
            List.of(new RowColumn("text", "a text")),
            List.of(),
            RowOperation.UPDATE,
            new SourcePosition(1, 100L),
            900L);
    return new RowWork(row, List.of(items), false, 900L, 0L, 0L);
  }

  private <V extends SpecificRecord> KeyValueStore<String, V> store(
      String name, StoreSerde<V> serde) {
    KeyValueStore<String, V> store =
        Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.String(), serde)
            .withLoggingDisabled()
            .withCachingDisabled()
            .build();
    store.init(context.getStateStoreContext(), store);
    context.addStateStore(store);
    return store;
  }

  /** Answers at once. */
  private record Immediate() implements TaskRunner {
    @Override
    public TaskDefinition definition() {
      return TASK;
    }

    @Override
    public CompletionStage<ModelOutcome<TaskValue>> run(TaskInput input) {
      return CompletableFuture.completedFuture(
          new ModelOutcome.Answered<>(
              new TaskValue.Json("[1]"),
              new Provenance("test/model", "1", 0, 1, false, List.of())));
    }
  }
}
