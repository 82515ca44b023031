package io.millrace.topology;

import io.millrace.plan.EnrichmentPlan;
import io.millrace.plan.PlanReader;
import io.millrace.schemas.EnrichedRow;
import io.millrace.schemas.Failure;
import io.millrace.schemas.Features;
import io.millrace.schemas.Names;
import io.millrace.schemas.ReplayOrder;
import io.millrace.schemas.Reread;
import io.millrace.schemas.RereadReason;
import io.millrace.schemas.Row;
import io.millrace.schemas.Score;
import io.millrace.schemas.Truncate;
import io.millrace.schemas.WorkStatus;
import io.millrace.schemas.store.RowMemory;
import io.millrace.topology.enrich.EnrichSettings;
import io.millrace.topology.enrich.OwnerGeneration;
import io.millrace.topology.rows.CapturedTable;
import io.millrace.topology.runtime.StreamsProperties;
import io.millrace.topology.score.ScoreSettings;
import io.millrace.topology.task.TaskRunners;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/**
 * Both applications under the engine's test driver, joined as Kafka joins them: what one writes the
 * other reads.
 */
final class PipelineDriver implements AutoCloseable {
  static final String PLAN =
      """
      version: 1
      schema: public
      embedding_model: test/model
      tables:
        profiles:
          key: id
          embed:
            embedding_offering: { from: [offering] }
            embedding_seeking: { from: [seeking] }
            embedding_who_you_serve: { from: [who_you_serve] }
      matches:
        table: matches
        key: id
        a: profile_id
        b: suggested_profile_id
        of: profiles
        inputs: { seeking: seeking, offering: offering, audience: who_you_serve, revenue_tier: revenue_tier, platforms: content_platforms }
        weights: { intent: 0.45, synergy: 0.25, momentum: 0.20, context: 0.10 }
      """;

  static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
  static final Names NAMES = Names.standard();

  private final Path state;
  private final TopologyTestDriver rows;
  private final TopologyTestDriver generation;
  private final TestSerdes serdes = new TestSerdes();
  private final int number;
  private Instant now = START;

  PipelineDriver(FakeEmbedder embedder, PipelineMetrics metrics) {
    this(PlanReader.read(PLAN, "test plan"), new FakeModels(embedder), metrics);
  }

  PipelineDriver(EnrichmentPlan plan, FakeModels models, PipelineMetrics metrics) {
    this(plan, models, metrics, 1, Optional.empty());
  }

  /** The pipeline of another generation, which may take results from its owner. */
  PipelineDriver(
      EnrichmentPlan plan,
      FakeModels models,
      PipelineMetrics metrics,
      int number,
      Optional<OwnerGeneration> owner) {
    state = temporaryFolder();
    this.number = number;
    TaskRunners runners = models.runners(plan);
    PipelineTopologies topologies =
        new PipelineTopologies(
            PlannedPipeline.of(plan, NAMES, FakeModels.MODEL, runners), NAMES, serdes, metrics);
    rows =
        new TopologyTestDriver(
            topologies.rows(ChangeEvents.PLACEHOLDER, 1, PipelineDriver::signal),
            properties(NAMES.rowsApplicationId()),
            START);
    Properties properties = properties(NAMES.generationApplicationId(number));
    generation =
        new TopologyTestDriver(
            topologies.generation(
                number,
                properties,
                runners,
                EnrichSettings.defaults(),
                ScoreSettings.defaults(),
                owner),
            properties,
            START);
  }

  private static PipelineTopologies topologies(TaskRunners runners) {
    EnrichmentPlan plan = PlanReader.read(PLAN, "test plan");
    return new PipelineTopologies(
        PlannedPipeline.of(plan, NAMES, FakeModels.MODEL, runners),
        NAMES,
        new TestSerdes(),
        PipelineMetrics.none());
  }

  private static TaskRunners runners() {
    return new FakeModels().runners(PlanReader.read(PLAN, "test plan"));
  }

  /** A signal that a test can read. */
  private static String signal(CapturedTable table, List<String> captured, List<String> others) {
    return table.name() + " " + captured + others;
  }

  static Topology rowsTopology() {
    return topologies(runners()).rows(ChangeEvents.PLACEHOLDER, 1, PipelineDriver::signal);
  }

  static Topology generationTopology() {
    TaskRunners runners = runners();
    return topologies(runners)
        .generation(
            1,
            withBroker(StreamsProperties.base(NAMES.generationApplicationId(1))),
            runners,
            EnrichSettings.defaults(),
            ScoreSettings.defaults());
  }

  long now() {
    return now.toEpochMilli();
  }

  /** A change event of a table, then everything that follows without waiting. */
  void change(String table, @Nullable String key, @Nullable GenericRecord event) {
    TestInputTopic<String, GenericRecord> input =
        rows.createInputTopic(
            NAMES.cdcTopic("public", table), new StringSerializer(), serdes.generic().serializer());
    input.pipeInput(key, event, now);
    carryOver();
  }

  /** Somebody asks for a row to be read again. */
  void ask(String table, String key, RereadReason reason) {
    TestInputTopic<String, SpecificRecord> input =
        rows.createInputTopic(
            NAMES.rereadsTopic(),
            new StringSerializer(),
            serdes.specific(Reread.getClassSchema()).serializer());
    input.pipeInput(key, new Reread(table, key, reason, now(), null), now);
    carryOver();
  }

  /** Somebody asks for a row to be handed out again. */
  void replay(String table, String key, ReplayOrder order) {
    TestInputTopic<String, SpecificRecord> input =
        rows.createInputTopic(
            NAMES.rereadsTopic(),
            new StringSerializer(),
            serdes.specific(Reread.getClassSchema()).serializer());
    input.pipeInput(key, new Reread(table, key, RereadReason.REPLAY, now(), order), now);
    carryOver();
  }

  /** Signals that were sent: the table, its captured keys, keys that nobody knows. */
  List<String> signals() {
    return rows.createOutputTopic(
            NAMES.signalsTopic(), new StringDeserializer(), new StringDeserializer())
        .readValuesToList();
  }

  /** The latest status of the application that assembles rows. */
  Map<String, WorkStatus> rowsStatuses() {
    return this.<WorkStatus>output(rows, NAMES.rowsStatusTopic(), WorkStatus.getClassSchema())
        .readKeyValuesToMap();
  }

  /** Lets time pass, in steps of the applications' ticks. */
  void pass(Duration duration) {
    pass(duration, Duration.ofMillis(10));
  }

  /** Lets time pass in steps that are longer than the applications' ticks. */
  void pass(Duration duration, Duration step) {
    for (Duration passed = Duration.ZERO;
        passed.compareTo(duration) < 0;
        passed = passed.plus(step)) {
      now = now.plus(step);
      rows.advanceWallClockTime(step);
      generation.advanceWallClockTime(step);
      carryOver();
    }
  }

  /** Takes over what another pipeline remembers of its profiles, as a restarted process does. */
  void inherit(PipelineDriver before) {
    KeyValueStore<String, RowMemory> own = generation.getKeyValueStore("memory-profiles");
    KeyValueStore<String, RowMemory> other = before.generation.getKeyValueStore("memory-profiles");
    try (KeyValueIterator<String, RowMemory> memories = other.all()) {
      memories.forEachRemaining(memory -> own.put(memory.key, memory.value));
    }
  }

  /** What is kept of the owner's record until the row comes. */
  Optional<EnrichedRow> keptOfOwner(String key) {
    KeyValueStore<String, EnrichedRow> early = generation.getKeyValueStore("owner-early-profiles");
    return Optional.ofNullable(early.get(key));
  }

  /** Takes over all state of another pipeline that has nothing open. */
  void inheritAll(PipelineDriver before) {
    copy(before.rows, rows, List.of("row-states"));
    copy(
        before.generation,
        generation,
        List.of("memory-profiles", "features", "match-references", "match-scored", "match-index"));
  }

  private static void copy(TopologyTestDriver from, TopologyTestDriver into, List<String> stores) {
    List<String> there =
        stores.stream().filter(from.getAllStateStores().keySet()::contains).toList();
    for (String store : there) {
      KeyValueStore<Object, Object> own = into.getKeyValueStore(store);
      KeyValueStore<Object, Object> other = from.getKeyValueStore(store);
      try (KeyValueIterator<Object, Object> entries = other.all()) {
        entries.forEachRemaining(entry -> own.put(entry.key, entry.value));
      }
    }
  }

  /** Enough time for whatever can be done to be done. */
  void settle() {
    pass(Duration.ofMillis(200));
  }

  private void carryOver() {
    carry(NAMES.truncatesTopic(), Truncate.getClassSchema(), rows, rows);
    for (String table : List.of("profiles", "matches")) {
      carry(NAMES.rowsTopic(table), Row.getClassSchema(), rows, generation);
    }
    // The driver feeds a topic that its own topology reads back by itself.
  }

  private void carry(
      String topic, Schema schema, TopologyTestDriver from, TopologyTestDriver into) {
    if (from == into) {
      return;
    }
    TestInputTopic<String, SpecificRecord> input =
        into.createInputTopic(topic, new StringSerializer(), serdes.specific(schema).serializer());
    TestOutputTopic<String, SpecificRecord> output = output(from, topic, schema);
    while (!output.isEmpty()) {
      TestRecord<String, SpecificRecord> record = output.readRecord();
      input.pipeInput(new TestRecord<>(record.key(), record.value(), record.headers(), now));
    }
  }

  List<KeyValue<String, EnrichedRow>> enriched() {
    return this.<EnrichedRow>output(
            generation, NAMES.enrichedTopic(number, "profiles"), EnrichedRow.getClassSchema())
        .readKeyValuesToList();
  }

  /** The generation that owns results tells one of its rows. */
  void tell(int owner, EnrichedRow row) {
    TestInputTopic<String, SpecificRecord> input =
        generation.createInputTopic(
            NAMES.enrichedTopic(owner, "profiles"),
            new StringSerializer(),
            serdes.specific(EnrichedRow.getClassSchema()).serializer());
    input.pipeInput(row.getKey(), row, now);
  }

  /** Somebody tells what a row held before Millrace. */
  void adopt(EnrichedRow row) {
    TestInputTopic<String, SpecificRecord> input =
        generation.createInputTopic(
            NAMES.adoptedTopic(number, "profiles"),
            new StringSerializer(),
            serdes.specific(EnrichedRow.getClassSchema()).serializer());
    input.pipeInput(row.getKey(), row, now);
  }

  List<KeyValue<String, Features>> features() {
    return this.<Features>output(generation, NAMES.featuresTopic(number), Features.getClassSchema())
        .readKeyValuesToList();
  }

  List<KeyValue<String, Score>> scores() {
    return this.<Score>output(generation, NAMES.scoresTopic(number), Score.getClassSchema())
        .readKeyValuesToList();
  }

  Map<String, WorkStatus> statuses() {
    return this.<WorkStatus>output(
            generation, NAMES.workStatusTopic(number), WorkStatus.getClassSchema())
        .readKeyValuesToMap();
  }

  List<KeyValue<String, Failure>> failures(boolean ofRows) {
    return this.<Failure>output(
            ofRows ? rows : generation, NAMES.failuresTopic(), Failure.getClassSchema())
        .readKeyValuesToList();
  }

  private <T extends SpecificRecord> TestOutputTopic<String, T> output(
      TopologyTestDriver driver, String topic, Schema schema) {
    return driver.createOutputTopic(
        topic, new StringDeserializer(), serdes.<T>specific(schema).deserializer());
  }

  private Properties properties(String applicationId) {
    Properties properties = StreamsProperties.base(applicationId);
    withBroker(properties).put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
    properties.put(
        StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.String().getClass().getName());
    return properties;
  }

  private static Properties withBroker(Properties properties) {
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
    return properties;
  }

  private static Path temporaryFolder() {
    try {
      return Files.createTempDirectory("millrace-topology");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    rows.close();
    generation.close();
  }
}
