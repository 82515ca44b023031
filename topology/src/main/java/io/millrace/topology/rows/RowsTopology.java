package io.millrace.topology.rows;

import static java.util.stream.Collectors.toMap;

import io.millrace.schemas.Failure;
import io.millrace.schemas.Names;
import io.millrace.schemas.Reread;
import io.millrace.schemas.Row;
import io.millrace.schemas.Truncate;
import io.millrace.schemas.WorkStatus;
import io.millrace.schemas.serde.AvroSerdes;
import io.millrace.schemas.serde.StoreSerde;
import io.millrace.schemas.store.OpenReread;
import io.millrace.topology.EveryPartition;
import io.millrace.topology.PipelineMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
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
 *                            │    └─▶ truncates ─▶ apply-truncates ─▶ rows.&lt;table&gt;, truncates
 *                            ├─▶ failures
 * rereads ───────────────────┴─▶ reread-rows ─▶ signals, work-status.rows, failures
 *                                     └─▶ rows.&lt;table&gt; (those that are replayed)
 * </pre>
 *
 * Debezium answers a signal with an incremental snapshot of the rows that it names, in their topic
 * of changes.
 *
 * <p>All captured tables share one store and have equally many partitions.
 */
public final class RowsTopology {
  /** Name of this stage in its {@link WorkStatus}. */
  public static final String STAGE = "rows";

  static final String STATE_STORE = "row-states";
  static final String REREADS_STORE = "row-rereads";
  static final String REREADS = "reread-rows";
  static final String SIGNALS_SINK = "signals-sink";
  static final String STATUS_SINK = "rows-status-sink";
  static final String TRUNCATES_SINK = "truncates-sink";
  static final String TRUNCATE_REST_SINK = "truncate-rest-sink";
  static final String FAILURES = "row-failures-sink";
  private static final String REREADS_SOURCE = "rereads-source";
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
   * @param signal has rows read again
   */
  public Topology build(
      String placeholder, int epoch, RereadSignal signal, PipelineMetrics metrics) {
    Topology topology = new Topology();
    ChangeEventReader reader = new ChangeEventReader(placeholder, epoch, names.prefix());
    tables.forEach(table -> addAssembler(topology, table, reader, metrics));
    addTruncates(topology);
    addRereads(topology, signal, metrics);
    addSinks(topology);
    addStores(topology);
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
    Map<String, CapturedTable> byName = tablesByName();
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
            // Debezium writes a truncate, which has no key, to one partition: each needs it.
            new EveryPartition<>(),
            assemblers())
        .addSink(
            TRUNCATE_REST_SINK,
            names.truncatesTopic(),
            Serdes.String().serializer(),
            truncates.serializer(),
            new KeyedPartition<>(),
            APPLY_TRUNCATES);
  }

  private void addRereads(Topology topology, RereadSignal signal, PipelineMetrics metrics) {
    Map<String, CapturedTable> byName = tablesByName();
    List<String> parents = new ArrayList<>(List.of(assemblers()));
    parents.add(APPLY_TRUNCATES);
    parents.add(REREADS_SOURCE);
    topology
        .addSource(
            REREADS_SOURCE,
            Serdes.String().deserializer(),
            serdes.<Reread>specific(Reread.getClassSchema()).deserializer(),
            names.rereadsTopic())
        .addProcessor(
            REREADS,
            () -> new RereadProcessor(byName, signal, names.cdcTopicPrefix(), metrics),
            parents.toArray(String[]::new))
        .addSink(
            SIGNALS_SINK,
            names.signalsTopic(),
            Serdes.String().serializer(),
            Serdes.String().serializer(),
            REREADS)
        .addSink(
            STATUS_SINK,
            names.rowsStatusTopic(),
            Serdes.String().serializer(),
            serdes.<WorkStatus>specific(WorkStatus.getClassSchema()).serializer(),
            REREADS);
  }

  private Map<String, CapturedTable> tablesByName() {
    return tables.stream().collect(toMap(CapturedTable::name, Function.identity()));
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
          APPLY_TRUNCATES,
          REREADS);
    }
    Serde<Failure> failures = serdes.specific(Failure.getClassSchema());
    topology.addSink(
        FAILURES,
        names.failuresTopic(),
        Serdes.String().serializer(),
        failures.serializer(),
        Stream.concat(Stream.of(assemblers()), Stream.of(REREADS)).toArray(String[]::new));
  }

  private void addStores(Topology topology) {
    topology.addStateStore(
        Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(STATE_STORE), Serdes.String(), new RowStateSerde()),
        assemblers());
    topology.addStateStore(
        Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(REREADS_STORE),
            Serdes.String(),
            new StoreSerde<OpenReread>(OpenReread.getClassSchema())),
        assemblers());
    topology.connectProcessorAndStateStores(APPLY_TRUNCATES, STATE_STORE);
    topology.connectProcessorAndStateStores(REREADS, STATE_STORE, REREADS_STORE);
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

  /** To the partition that the key names. */
  private static final class KeyedPartition<V> implements StreamPartitioner<String, V> {
    @Override
    public Optional<Set<Integer>> partitions(String topic, String key, V value, int numPartitions) {
      return Optional.of(Set.of(Integer.parseInt(key)));
    }
  }
}
