package io.millrace.topology.rows;

import static java.util.stream.Collectors.toMap;

import io.millrace.schemas.Failure;
import io.millrace.schemas.Names;
import io.millrace.schemas.Row;
import io.millrace.schemas.Truncate;
import io.millrace.schemas.serde.AvroSerdes;
import io.millrace.topology.PipelineMetrics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.state.Stores;

/**
 * The application that assembles rows: change events in, whole rows out, one compacted topic a
 * table.
 *
 * <pre>
 * cdc.&lt;schema&gt;.&lt;table&gt; ─▶ assemble-&lt;table&gt; ─▶ rows.&lt;table&gt;
 *                            │    └─▶ truncates ─▶ apply-truncates ─▶ rows.&lt;table&gt;
 *                            └─▶ failures
 * </pre>
 *
 * All captured tables share one store and have equally many partitions.
 */
public final class RowsTopology {
  static final String STATE_STORE = "row-states";
  static final String TRUNCATES_SINK = "truncates-sink";
  static final String FAILURES = "row-failures-sink";
  private static final String TRUNCATES_SOURCE = "truncates-source";
  private static final String APPLY_TRUNCATES = "apply-truncates";

  private final Names names;
  private final AvroSerdes serdes;
  private final List<CapturedTable> tables;

  /**
   * @param tables captured tables, at least one, names distinct
   */
  public RowsTopology(Names names, AvroSerdes serdes, List<CapturedTable> tables) {
    this.names = names;
    this.serdes = serdes;
    this.tables = List.copyOf(tables);
  }

  /**
   * Builds the topology.
   *
   * @param placeholder Debezium's {@code unavailable.value.placeholder}
   * @param epoch source epoch, from 1
   */
  public Topology build(String placeholder, int epoch, PipelineMetrics metrics) {
    Topology topology = new Topology();
    ChangeEventReader reader = new ChangeEventReader(placeholder, epoch, names.prefix());
    tables.forEach(table -> addAssembler(topology, table, reader, metrics));
    addTruncates(topology);
    addSinks(topology);
    addStore(topology);
    return topology;
  }

  private void addAssembler(
      Topology topology, CapturedTable table, ChangeEventReader reader, PipelineMetrics metrics) {
    Serde<GenericRecord> events = serdes.generic();
    topology
        .addSource(
            source(table), Serdes.String().deserializer(), events.deserializer(), table.topic())
        .addProcessor(
            assembler(table), () -> new RowAssembler(table, reader, metrics), source(table));
  }

  private void addTruncates(Topology topology) {
    Map<String, CapturedTable> byName =
        tables.stream().collect(toMap(CapturedTable::name, Function.identity()));
    Serde<Truncate> truncates = serdes.specific(Truncate.getClassSchema());
    topology
        .addSource(
            TRUNCATES_SOURCE,
            Serdes.String().deserializer(),
            truncates.deserializer(),
            names.truncatesTopic())
        .addProcessor(APPLY_TRUNCATES, () -> new TruncateApplier(byName), TRUNCATES_SOURCE)
        .addSink(
            TRUNCATES_SINK,
            names.truncatesTopic(),
            Serdes.String().serializer(),
            truncates.serializer(),
            new EveryPartition<>(),
            assemblers());
  }

  private void addSinks(Topology topology) {
    Serde<Row> rows = serdes.specific(Row.getClassSchema());
    for (CapturedTable table : tables) {
      topology.addSink(
          rowsSink(table),
          names.rowsTopic(table.name()),
          Serdes.String().serializer(),
          rows.serializer(),
          assembler(table),
          APPLY_TRUNCATES);
    }
    Serde<Failure> failures = serdes.specific(Failure.getClassSchema());
    topology.addSink(
        FAILURES,
        names.failuresTopic(),
        Serdes.String().serializer(),
        failures.serializer(),
        assemblers());
  }

  private void addStore(Topology topology) {
    topology.addStateStore(
        Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(STATE_STORE), Serdes.String(), new RowStateSerde()),
        assemblers());
    topology.connectProcessorAndStateStores(APPLY_TRUNCATES, STATE_STORE);
  }

  private String[] assemblers() {
    return tables.stream().map(RowsTopology::assembler).toArray(String[]::new);
  }

  private static String source(CapturedTable table) {
    return "changes-" + table.name();
  }

  private static String assembler(CapturedTable table) {
    return "assemble-" + table.name();
  }

  static String rowsSink(CapturedTable table) {
    return "rows-" + table.name() + "-sink";
  }

  /** Debezium writes a truncate, which has no key, to one partition: every partition needs it. */
  private static final class EveryPartition<K, V> implements StreamPartitioner<K, V> {
    @Override
    public Optional<Set<Integer>> partitions(String topic, K key, V value, int numPartitions) {
      return Optional.of(
          IntStream.range(0, numPartitions).boxed().collect(Collectors.toUnmodifiableSet()));
    }
  }
}
