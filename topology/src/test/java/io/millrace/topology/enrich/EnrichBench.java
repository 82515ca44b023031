package io.millrace.topology.enrich;

import io.millrace.inference.ModelOutcome;
import io.millrace.inference.Priority;
import io.millrace.inference.Provenance;
import io.millrace.schemas.EnrichedRow;
import io.millrace.schemas.Failure;
import io.millrace.schemas.InputHash;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedForward;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/** One partition's work on stores that outlive its processor, with models that a test answers. */
final class EnrichBench {
  static final int IN_FLIGHT = 8;
  static final long START = 1_700_000_000_000L;

  private static final EnrichTopology.Names NAMES =
      new EnrichTopology.Names(
          "profiles", 1, "millrace.rows.profiles", "millrace.adopted.g1.profiles");

  private final List<TaskDefinition> tasks;
  private final Optional<OwnerGeneration> owner;
  private final MockProcessorContext<String, SpecificRecord> context = new MockProcessorContext<>();
  private final KeyValueStore<String, RowWork> work =
      store(NAMES.workStore(), new StoreSerde<>(RowWork.getClassSchema()));
  private final List<Request> underWay = new ArrayList<>();
  private final List<Request> requests = new ArrayList<>();
  private EnrichProcessor processor;
  private long now = START;
  private long position;

  /** Something that a model was asked. */
  record Request(
      String task,
      String text,
      Priority priority,
      long at,
      CompletableFuture<ModelOutcome<TaskValue>> outcome) {
    boolean isFresh() {
      return priority.isFresh();
    }
  }

  /**
   * The only generation.
   *
   * @param tasks each reads one column of its own
   */
  EnrichBench(List<TaskDefinition> tasks) {
    this(tasks, Optional.empty());
  }

  /** One that is built beside an older one, if there is one. */
  EnrichBench(List<TaskDefinition> tasks, Optional<OwnerGeneration> owner) {
    this.tasks = List.copyOf(tasks);
    this.owner = owner;
    store(NAMES.memoryStore(), new StoreSerde<RowMemory>(RowMemory.getClassSchema()));
    store(NAMES.ownerStore(), new StoreSerde<EnrichedRow>(EnrichedRow.getClassSchema()));
    processor = processor();
  }

  private EnrichProcessor processor() {
    context.setCurrentSystemTimeMs(now);
    EnrichProcessor made =
        new EnrichProcessor(
            new EnrichedTable("profiles", tasks, Optional.empty()),
            NAMES,
            new EnrichSettings(
                EnrichSettings.defaults().tick(),
                EnrichSettings.defaults().rowDeadline(),
                EnrichSettings.defaults().freshAge(),
                IN_FLIGHT),
            tasks.stream().<TaskRunner>map(Asked::new).toList(),
            owner,
            PipelineMetrics.none());
    made.init(context);
    return made;
  }

  /** Dies; requests under way are answered to nobody. */
  void restart() {
    underWay.clear();
    processor = processor();
  }

  /** The row as it is now. */
  void row(String key, Map<String, String> texts, boolean isSnapshot) {
    position++;
    List<RowColumn> columns = new ArrayList<>();
    new java.util.TreeMap<>(texts)
        .forEach((column, text) -> columns.add(new RowColumn(column, text)));
    process(
        key,
        new Row(
            "profiles",
            key,
            columns,
            List.of(),
            isSnapshot ? RowOperation.SNAPSHOT : RowOperation.UPDATE,
            new SourcePosition(1, position),
            now));
  }

  void delete(String key) {
    process(key, null);
  }

  /** The older generation has results of a row; each is of the text that is given. */
  void tell(String key, Map<String, String> textsByTask) {
    List<TaskResult> results = new ArrayList<>();
    for (TaskDefinition task : tasks) {
      if (textsByTask.containsKey(task.column())) {
        String hash = InputHash.of(List.of(textsByTask.get(task.column())));
        results.add(Items.result(task, hash, now).setJson("[]").build());
      }
    }
    process(
        "millrace.enriched.g1.profiles",
        key,
        new EnrichedRow("profiles", key, 1, 1, ++position, results, List.of(), false, now));
  }

  private void process(String key, @Nullable Row row) {
    process("millrace.rows.profiles", key, row);
  }

  private void process(String topic, String key, @Nullable SpecificRecord record) {
    context.setCurrentSystemTimeMs(now);
    context.setRecordMetadata(topic, 0, position);
    processor.process(new Record<>(key, record, now));
  }

  void tick(long millis) {
    now += millis;
    context.setCurrentSystemTimeMs(now);
    var punctuators = context.scheduledPunctuators();
    punctuators.get(punctuators.size() - 1).getPunctuator().punctuate(now);
  }

  long now() {
    return now;
  }

  /** Requests without an answer, since the last restart. */
  List<Request> underWay() {
    underWay.removeIf(request -> request.outcome().isCancelled());
    return List.copyOf(underWay);
  }

  /** All requests that were ever made. */
  List<Request> requests() {
    return List.copyOf(requests);
  }

  void answer(Request request) {
    settle(
        request,
        new ModelOutcome.Answered<>(
            new TaskValue.Json("[\"" + request.text() + "\"]"),
            new Provenance("test/model", "1", 0, 1, false, List.of())));
  }

  void settle(Request request, ModelOutcome<TaskValue> outcome) {
    underWay.remove(request);
    request.outcome().complete(outcome);
  }

  /** Whether nothing is left to be done. */
  boolean isDone() {
    try (var rows = work.all()) {
      return !rows.hasNext();
    }
  }

  /** The work of a row; null: none. */
  @Nullable RowWork work(String key) {
    return work.get(key);
  }

  /** How often the open work on a text was tried; -1: there is none. */
  int attempts(String text) {
    String hash = InputHash.of(List.of(text));
    RowWork row = work.get(text.substring(0, text.indexOf(' ')));
    return row == null
        ? -1
        : row.getItems().stream()
            .filter(item -> item.getState() == WorkState.OPEN)
            .filter(item -> item.getInputHash().equals(hash))
            .mapToInt(WorkItem::getAttempts)
            .findFirst()
            .orElse(-1);
  }

  /** The last result record of each row; empty: the last one was a tombstone. */
  Map<String, Optional<EnrichedRow>> enriched() {
    Map<String, Optional<EnrichedRow>> last = new HashMap<>();
    for (CapturedForward<? extends String, ? extends SpecificRecord> forward :
        context.forwarded()) {
      if (forward.childName().filter(NAMES.enrichedSink()::equals).isPresent()) {
        last.put(
            forward.record().key(), Optional.ofNullable((EnrichedRow) forward.record().value()));
      }
    }
    return last;
  }

  /** How many result records there were, of all rows. */
  int emissions() {
    return (int)
        context.forwarded().stream()
            .filter(forward -> forward.childName().filter(NAMES.enrichedSink()::equals).isPresent())
            .count();
  }

  List<Failure> failures() {
    List<Failure> failures = new ArrayList<>();
    for (CapturedForward<? extends String, ? extends SpecificRecord> forward :
        context.forwarded()) {
      if (forward.record().value() instanceof Failure failure) {
        failures.add(failure);
      }
    }
    return failures;
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

  /** Asks the test. */
  private final class Asked implements TaskRunner {
    private final TaskDefinition definition;

    Asked(TaskDefinition definition) {
      this.definition = definition;
    }

    @Override
    public TaskDefinition definition() {
      return definition;
    }

    @Override
    public boolean isWithdrawable() {
      return true;
    }

    @Override
    public CompletionStage<ModelOutcome<TaskValue>> run(TaskInput input) {
      Request request =
          new Request(
              definition.column(),
              input.joined().orElseThrow(),
              input.priority(),
              now,
              new CompletableFuture<>());
      underWay.add(request);
      requests.add(request);
      return request.outcome();
    }
  }
}
