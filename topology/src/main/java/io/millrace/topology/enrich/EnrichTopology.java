package io.millrace.topology.enrich;

import io.millrace.schemas.EnrichedRow;
import io.millrace.schemas.Failure;
import io.millrace.schemas.Features;
import io.millrace.schemas.Row;
import io.millrace.schemas.WorkStatus;
import io.millrace.schemas.serde.AvroSerdes;
import io.millrace.schemas.serde.StoreSerde;
import io.millrace.schemas.store.RowMemory;
import io.millrace.schemas.store.RowWork;
import io.millrace.topology.EveryPartition;
import io.millrace.topology.PipelineMetrics;
import io.millrace.topology.task.TaskRunners;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The part of a generation's application that turns rows into results.
 *
 * <pre>
 * rows.&lt;table&gt; ─▶ enrich-&lt;table&gt; (memory, work) ─┬▶ enriched.g&lt;N&gt;.&lt;table&gt;
 * adopted.g&lt;N&gt;.&lt;table&gt; ─▶                         ├▶ features.g&lt;N&gt;
 *                                             ├▶ work-status.g&lt;N&gt;
 *                                             └▶ failures
 * </pre>
 */
public final class EnrichTopology {
  /** Name of this stage in its {@link WorkStatus}. */
  public static final String STAGE = "work";

  static final String FAILURES_SINK = "enrich-failures-sink";
  static final String STATUS_SINK = "work-status-sink";

  private final io.millrace.schemas.Names names;
  private final int generation;
  private final AvroSerdes serdes;

  public EnrichTopology(io.millrace.schemas.Names names, int generation, AvroSerdes serdes) {
    this.names = names;
    this.generation = generation;
    this.serdes = serdes;
  }

  /** Names of one table's nodes and stores. */
  record Names(String table, int generation, String rowsTopic, String adoptedTopic) {
    String source() {
      return "rows-" + table;
    }

    String ownerSource() {
      return "owner-" + table;
    }

    String ownerStore() {
      return "owner-early-" + table;
    }

    String adoptedSource() {
      return "adopted-" + table;
    }

    String processor() {
      return "enrich-" + table;
    }

    String memoryStore() {
      return "memory-" + table;
    }

    String workStore() {
      return "work-" + table;
    }

    String enrichedSink() {
      return "enriched-" + table + "-sink";
    }

    String featuresSink() {
      return "features-" + table + "-sink";
    }
  }

  /**
   * Adds sources, processor, stores and sinks of the tables.
   *
   * @param owner whose results are taken where they are the same; empty: all are computed here
   */
  public void addTo(
      Topology topology,
      List<EnrichedTable> tables,
      EnrichSettings settings,
      TaskRunners runners,
      Optional<OwnerGeneration> owner,
      PipelineMetrics metrics) {
    tables.forEach(table -> addTable(topology, table, settings, runners, owner, metrics));
    String[] processors =
        tables.stream().map(table -> namesOf(table).processor()).toArray(String[]::new);
    addSink(topology, FAILURES_SINK, names.failuresTopic(), Failure.getClassSchema(), processors);
    addSink(
        topology,
        STATUS_SINK,
        names.workStatusTopic(generation),
        WorkStatus.getClassSchema(),
        processors);
  }

  private Names namesOf(EnrichedTable table) {
    return new Names(
        table.name(),
        generation,
        names.rowsTopic(table.name()),
        names.adoptedTopic(generation, table.name()));
  }

  private void addTable(
      Topology topology,
      EnrichedTable table,
      EnrichSettings settings,
      TaskRunners runners,
      Optional<OwnerGeneration> owner,
      PipelineMetrics metrics) {
    Names own = namesOf(table);
    Set<String> shared = owner.map(other -> other.shared(table)).orElse(Set.of());
    topology
        .addSource(
            own.source(),
            Serdes.String().deserializer(),
            serdes.<Row>specific(Row.getClassSchema()).deserializer(),
            own.rowsTopic())
        .addProcessor(
            own.processor(),
            () ->
                new EnrichProcessor(table, own, settings, runners.of(table.name()), owner, metrics),
            sources(topology, own, table, owner.filter(other -> !shared.isEmpty())))
        .addStateStore(store(own.memoryStore(), RowMemory.getClassSchema()), own.processor())
        .addStateStore(store(own.workStore(), RowWork.getClassSchema()), own.processor());
    if (!shared.isEmpty()) {
      topology.addStateStore(
          store(own.ownerStore(), EnrichedRow.getClassSchema()), own.processor());
    }
    addSink(
        topology,
        own.enrichedSink(),
        names.enrichedTopic(generation, table.name()),
        EnrichedRow.getClassSchema(),
        own.processor());
    if (table.features().isPresent()) {
      topology.addSink(
          own.featuresSink(),
          names.featuresTopic(generation),
          Serdes.String().serializer(),
          serdes.<SpecificRecord>specific(Features.getClassSchema()).serializer(),
          new EveryPartition<String, SpecificRecord>(),
          own.processor());
    }
  }

  /** The rows, and results that need not be computed, where there may be any. */
  private String[] sources(
      Topology topology, Names own, EnrichedTable table, Optional<OwnerGeneration> owner) {
    List<String> sources = new ArrayList<>(List.of(own.source()));
    if (!table.vectorTasks().isEmpty()) {
      sources.add(addResults(topology, own.adoptedSource(), own.adoptedTopic()));
    }
    owner.ifPresent(
        other ->
            sources.add(
                addResults(
                    topology,
                    own.ownerSource(),
                    names.enrichedTopic(other.number(), own.table()))));
    return sources.toArray(String[]::new);
  }

  private String addResults(Topology topology, String source, String topic) {
    topology.addSource(
        source,
        Serdes.String().deserializer(),
        serdes.<EnrichedRow>specific(EnrichedRow.getClassSchema()).deserializer(),
        topic);
    return source;
  }

  private void addSink(
      Topology topology, String sink, String topic, Schema schema, String... parents) {
    topology.addSink(
        sink, topic, Serdes.String().serializer(), serdes.specific(schema).serializer(), parents);
  }

  private static StoreBuilder<?> store(String name, Schema schema) {
    return Stores.keyValueStoreBuilder(
        Stores.persistentKeyValueStore(name),
        Serdes.String(),
        new StoreSerde<SpecificRecord>(schema));
  }
}
